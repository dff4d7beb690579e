/** What the functions of an ordinary module do: what they print and show, the worker that runs one, the kprobe on another. */
import type { NamedEffect, TargetSpec } from '../kernel/world';
import { type FormField, put, someOf, taken } from './field';
import { isFunction, lines, linesText, type Parsed } from './text';

const EFFECT = /^(\S+)\s+(prints|shows)(?:\s(.*))?$/;
const PATH = /^(\/\S+):\s?(.*)$/;
/** A file in which it shows what it always has. */
const PATH_ALONE = /^\/\S+$/;

/** A text of several lines in one: `\\n` stands for the end of a line, `\\/` for a text that begins as a path does. */
const oneLine = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const manyLines = (text: string): string =>
  text.replace(/\\(n|\\|\/)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));

/** What comes after `shows`. */
const shownText = (path: string | undefined, reads: string | undefined): string => {
  if (path === undefined) return oneLine(reads ?? '').replace(/^\//, '\\/');
  return reads === undefined ? path : `${path}: ${oneLine(reads)}`;
};

/** `f prints text` and `f shows /proc/file: text`, each on a line. */
export const effectsText = (effects: readonly NamedEffect[] = []): string =>
  effects
    .flatMap(({ name, log = [], path, reads }) => [
      ...log.map((line) => `${name} prints ${oneLine(line)}`),
      ...(reads === undefined && path === undefined ? [] : [`${name} shows ${shownText(path, reads)}`]),
    ])
    .join('\n');

export function readEffects(text: string): Parsed<readonly NamedEffect[]> {
  const effects = new Map<string, NamedEffect>();
  const wrong: string[] = [];
  for (const line of lines(text).filter((each) => each.trim() !== '')) {
    const [, name = '', does, rest = ''] = EFFECT.exec(line.trimStart()) ?? [];
    const effect = effects.get(name) ?? { name };
    const isAlone = PATH_ALONE.test(rest) && !PATH.test(rest);
    const [, path = isAlone ? rest : undefined, shown = rest] = PATH.exec(rest) ?? [];
    if (does === undefined || !isFunction(name)) wrong.push(line.trim());
    else if (does === 'prints') effects.set(name, { ...effect, log: [...(effect.log ?? []), manyLines(rest)] });
    else if (effect.reads !== undefined) return { problem: `${name} shows one text, and there are two.` };
    else {
      const reads = isAlone ? {} : { reads: manyLines(shown) };
      effects.set(name, { ...effect, ...(path !== undefined && { path }), ...reads });
    }
  }
  return wrong.length === 0
    ? { value: [...effects.values()] }
    : {
        problem: `Not understood: ${wrong.map((line) => `“${line}”`).join(', ')}. Write “f prints text”, or “f shows /proc/file: text”.`,
      };
}

type Worker = NonNullable<TargetSpec['worker']>;

const WORKER = /^(.{1,15}?)\s+in\s+([\w.$]+)\s+while\s+(\w+)$/;

const withWorker = (spec: TargetSpec, changes: Partial<Worker>): TargetSpec =>
  spec.worker === undefined ? spec : { ...spec, worker: { ...spec.worker, ...changes } };

/** @param name of the field: the module has lines of its own when it leaves. */
const workerLog = (name: string, log: 'enterLog' | 'exitLog', label: string): FormField<TargetSpec> => ({
  kind: 'lines',
  name,
  label,
  rare: true,
  width: 'half',
  when: ({ worker }) => worker !== undefined,
  at: [`worker.${log}`],
  show: ({ worker }) => linesText(worker?.[log]),
  read: (text, spec) => ({ spec: withWorker(spec, { [log]: lines(text) }) }),
});

const KPROBE = /^(?:(\w+):)?([\w.$]+)\s+with\s+(\w+)$/;

export const runningFields: readonly FormField<TargetSpec>[] = [
  {
    kind: 'lines',
    name: 'effects',
    label: 'What its functions print and show',
    rare: true,
    hint: 'One to a line: f prints text, or f shows /proc/file: text',
    show: ({ effects }) => effectsText(effects),
    read: (text, spec) => taken(readEffects(text), (effects) => put(spec, { effects: someOf(effects) })),
  },
  {
    kind: 'line',
    name: 'worker',
    label: 'A worker that stays in a function',
    rare: true,
    width: 'half',
    at: ['worker.comm', 'worker.func', 'worker.whileParam'],
    hint: 'comm in func while PARAM: kworker/1:2 in work while block. Its parameter is a bool.',
    show: ({ worker }) => (worker === undefined ? '' : `${worker.comm} in ${worker.func} while ${worker.whileParam}`),
    read: (text, spec) => {
      if (text.trim() === '') return { spec: put(spec, { worker: undefined }) };
      const [, comm, func, whileParam] = WORKER.exec(text.trim()) ?? [];
      if (comm === undefined || func === undefined || whileParam === undefined)
        return { problem: 'Write comm in func while PARAM, as kworker/1:2 in busymod_work_func while block.' };
      const { enterLog = [], exitLog = [] } = spec.worker ?? {};
      return { spec: { ...spec, worker: { comm, func, whileParam, enterLog, exitLog } } };
    },
  },
  {
    kind: 'line',
    name: 'kprobe',
    label: 'A kprobe that it sets',
    rare: true,
    width: 'half',
    at: ['kprobe'],
    hint: 'func or module:func, with the bool PARAM that says whether it has a post handler: f with PARAM',
    show: ({ kprobe }) => {
      if (kprobe === undefined) return '';
      const of = kprobe.object === 'vmlinux' ? '' : `${kprobe.object}:`;
      return `${of}${kprobe.func} with ${kprobe.postHandlerParam}`;
    },
    read: (text, spec) => {
      if (text.trim() === '') return { spec: put(spec, { kprobe: undefined }) };
      const [, object = 'vmlinux', func, postHandlerParam] = KPROBE.exec(text.trim()) ?? [];
      return func === undefined || postHandlerParam === undefined
        ? { problem: 'Write func with PARAM, as cmdline_proc_show with has_post_handler.' }
        : { spec: { ...spec, kprobe: { object, func, postHandlerParam } } };
    },
  },
  workerLog('workerEnterLog', 'enterLog', 'The worker prints when it enters'),
  workerLog('workerExitLog', 'exitLog', '… and when it leaves'),
];
