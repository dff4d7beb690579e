/** Events: one letter, then what it is about. */
import type { EventType, KernelEvent, On } from '../kernel/events';
import { isLetterOrDigit } from './alphabet';
import { type Codec, choice, type FieldTable, fields, keysOf, many, maybe, number, tagged, the } from './codec';
import { codeFailures } from './codeErrors';
import { failures } from './errors';
import { LIMITS } from './limits';
import { func, name, parameter, value } from './names';
import type { Reader } from './reader';
import { newTid, tid } from './tids';
import { Writer } from './writer';

const cpu = number('cpu', LIMITS.cpus - 1);
const to = maybe('-', tid);
const freezable = maybe('f', choice({ y: true, n: false }));
const sleepState = choice({ i: 'interruptible', d: 'uninterruptible', k: 'killable' });
const signal = choice({ s: 'SIGSTOP', c: 'SIGCONT', k: 'SIGKILL' });

const pair = fields<{ readonly param: string; readonly value: string }>({ param: parameter, value });
const pairs = many('p', pair);

/** Module parameters, sorted by name so that equal events have equal links. */
const params: Codec<Readonly<Record<string, string>> | undefined> = {
  syntax: pairs.syntax,
  optional: true,
  write: (given, writer) =>
    pairs.write(
      given &&
        Object.entries(given)
          .map(([param, set]) => ({ param, value: set }))
          .sort((left, right) => (left.param < right.param ? -1 : 1)),
      writer,
    ),
  read: (from) => {
    const read = pairs.read(from);
    return read && Object.fromEntries(read.map((set) => [set.param, set.value]));
  },
};

interface Verb<T> {
  readonly letter: string;
  readonly fields: FieldTable<T>;
}

/**
 * The whole format of events, in the order of `KernelEvent`. What may be left out stands before something that may not,
 * so that no letter of it is taken for the next event. Letters are promises.
 */
export const VERBS: { readonly [T in EventType]: Verb<On<T>> } = {
  insmod: { letter: 'i', fields: { type: the('insmod'), params, by: maybe('b', tid), module: name } },
  rmmod: { letter: 'r', fields: { type: the('rmmod'), module: name } },
  'echo.enabled': { letter: 'e', fields: { type: the('echo.enabled'), by: maybe('b', tid), patch: name, value } },
  'echo.force': { letter: 'f', fields: { type: the('echo.force'), patch: name, value } },
  'echo.param': { letter: 'p', fields: { type: the('echo.param'), module: name, param: parameter, value } },
  'sysctl.ftrace': { letter: 'y', fields: { type: the('sysctl.ftrace'), value } },
  attempt: { letter: 'a', fields: { type: the('attempt') } },
  free: { letter: 'k', fields: { type: the('free') } },
  tick: { letter: 't', fields: { type: the('tick') } },
  'task.call': { letter: 'c', fields: { type: the('task.call'), tid, to, object: maybe('o', name), func } },
  'task.return': { letter: 'b', fields: { type: the('task.return'), tid, to } },
  'task.sleep': { letter: 's', fields: { type: the('task.sleep'), tid, to, freezable, state: sleepState } },
  'task.wake': { letter: 'w', fields: { type: the('task.wake'), tid, to } },
  'task.run': { letter: 'o', fields: { type: the('task.run'), tid, cpu: tagged('c', cpu) } },
  'task.preempt': { letter: 'q', fields: { type: the('task.preempt'), tid, to } },
  'task.user': { letter: 'u', fields: { type: the('task.user'), tid, to } },
  'task.fork': { letter: 'm', fields: { type: the('task.fork'), comm: maybe('c', name), tid, child: newTid } },
  'task.exit': { letter: 'l', fields: { type: the('task.exit'), tid, to } },
  'task.signal': { letter: 'g', fields: { type: the('task.signal'), tid, to, signal } },
  'cpu.offline': { letter: 'd', fields: { type: the('cpu.offline'), cpu } },
  'cpu.online': { letter: 'h', fields: { type: the('cpu.online'), cpu } },
};

/** `x` and a number: the event before it, so many times more. */
const REPEAT = 'x';

const codecOf = <T extends EventType>(type: T): Codec<On<T>> => fields<On<T>>(VERBS[type].fields);

const byType: ReadonlyMap<EventType, Codec<KernelEvent>> = new Map(keysOf(VERBS).map((type) => [type, codecOf(type)]));

const byLetter: ReadonlyMap<string, Codec<KernelEvent>> = new Map(
  [...byType].map(([type, codec]) => [VERBS[type].letter, codec]),
);

const write = (event: KernelEvent, writer: Writer): void => {
  writer.put(VERBS[event.type].letter);
  byType.get(event.type)?.write(event, writer);
};

const aloneTexts = new WeakMap<KernelEvent, string>();

/** The event as if nothing had been mentioned before it: equal texts are equal events. */
function alone(event: KernelEvent): string {
  const known = aloneTexts.get(event);
  if (known !== undefined) return known;
  const writer = new Writer();
  write(event, writer);
  aloneTexts.set(event, writer.text);
  return writer.text;
}

export function writeEvents(events: readonly KernelEvent[], writer: Writer): void {
  const texts = events.map(alone);
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index];
    if (!event) return;
    write(event, writer);
    let more = 0;
    while (texts[index + more + 1] === texts[index]) more += 1;
    if (more === 0) continue;
    const start = writer.text.length;
    for (let count = 0; count < more; count += 1) write(event, writer);
    const short = `${REPEAT}${more}`;
    if (short.length < writer.text.length - start) writer.text = writer.text.slice(0, start) + short;
    index += more;
  }
}

/** Reads to the slash after the events, or to the end. */
export function readEvents(from: Reader): readonly KernelEvent[] {
  const events: KernelEvent[] = [];
  while (isLetterOrDigit(from.next)) {
    const last = events.at(-1);
    const repeats = last !== undefined && from.accept(REPEAT);
    const times = repeats ? from.number('number of repetitions', LIMITS.events) : 1;
    const event = repeats ? last : readEvent(from);
    if (event === undefined || times === undefined) break;
    if (events.length + times > LIMITS.events) from.fail(failures.tooMany('events', LIMITS.events));
    else for (let count = 0; count < times; count += 1) events.push(event);
  }
  return events;
}

function readEvent(from: Reader): KernelEvent | undefined {
  const at = from.position;
  const letter = from.take();
  return byLetter.get(letter)?.read(from) ?? from.fail(codeFailures.unknownEvent(at, letter));
}
