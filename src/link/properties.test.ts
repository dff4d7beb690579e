import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import type { EventType, KernelEvent, On } from '../kernel/events';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import { sealed } from './alphabet';
import { allFailures } from './codeErrors';
import { DICTIONARY } from './dictionary';
import type { LinkError } from './errors';
import { LIMITS } from './limits';
import { type Branch, decode, encode, type Link, type LinkSource } from './link';

const known = {
  scenarioIds: ['first-patch', 'sticky-refuses-disable', 'test-sysfs__sysfs-test'],
  policyIds: ['rfc-2019', 'atomic-replace', 'system-state'],
};

/* ------------------------------------------------------------------ arbitrary links --------------------------- */

/** Objects as JSON makes them. */
const plain = { noNullPrototype: true } as const;
const safe = ' .:,;/+=@#()[]!?*%~-_ABXYZabcxyz0189';
const isFree = (name: string): boolean => !(name in Object.prototype);
const string = (chars: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...chars), minLength, maxLength }).filter(isFree);

const name = fc.oneof(
  fc.constantFrom(...Object.values(DICTIONARY)),
  string('abcdefghijklmnopqrstuvwxyz_0123456789', 1, 24),
  string(safe, 1, LIMITS.name),
  fc.constantFrom('livepatch_net_v1', 'livepatch_net_v2', 'livepatch_net', 'tcp_v4_rcv', 'tcp_v6_rcv'),
);
const parameter = fc.oneof(fc.constantFrom('replace', 'pre_patch_ret'), string('abc_', 1, 9));
const value = fc.oneof(fc.constantFrom('0', '1', 'y', '-19', ''), string(safe, 0, 100));
const prose = fc.oneof(string(safe, 0, LIMITS.note), fc.constantFrom('“Größer” – it’s später…', '修正', '"quoted"'));
const tid = fc.oneof(fc.nat(20), fc.nat(LIMITS.tid));
const cpu = fc.nat(LIMITS.cpus - 1);

const tasksVerb = <T extends EventType>(type: T) =>
  fc.record(
    { type: fc.constant(type), tid, to: tid },
    { noNullPrototype: true, requiredKeys: ['type', 'tid'] as const },
  );

const events: { readonly [T in EventType]: fc.Arbitrary<On<T>> } = {
  insmod: fc.record(
    {
      type: fc.constant('insmod'),
      module: name,
      params: fc.dictionary(parameter, value, { noNullPrototype: true }),
      by: tid,
    },
    { noNullPrototype: true, requiredKeys: ['type', 'module'] },
  ),
  rmmod: fc.record({ type: fc.constant('rmmod'), module: name }, plain),
  'echo.enabled': fc.record(
    { type: fc.constant('echo.enabled'), patch: name, value, by: tid },
    { noNullPrototype: true, requiredKeys: ['type', 'patch', 'value'] },
  ),
  'echo.force': fc.record({ type: fc.constant('echo.force'), patch: name, value }, plain),
  'echo.param': fc.record({ type: fc.constant('echo.param'), module: name, param: parameter, value }, plain),
  'sysctl.ftrace': fc.record({ type: fc.constant('sysctl.ftrace'), value }, plain),
  attempt: fc.constant({ type: 'attempt' }),
  free: fc.constant({ type: 'free' }),
  tick: fc.constant({ type: 'tick' }),
  'task.call': fc.record(
    { type: fc.constant('task.call'), tid, to: tid, func: name, object: name },
    { noNullPrototype: true, requiredKeys: ['type', 'tid', 'func'] },
  ),
  'task.return': tasksVerb('task.return'),
  'task.sleep': fc.record(
    {
      type: fc.constant('task.sleep'),
      tid,
      to: tid,
      state: fc.constantFrom('interruptible', 'uninterruptible'),
      freezable: fc.boolean(),
    },
    { noNullPrototype: true, requiredKeys: ['type', 'tid', 'state'] },
  ),
  'task.wake': tasksVerb('task.wake'),
  'task.run': fc.record({ type: fc.constant('task.run'), tid, cpu }, plain),
  'task.preempt': tasksVerb('task.preempt'),
  'task.user': tasksVerb('task.user'),
  'task.fork': fc.record(
    { type: fc.constant('task.fork'), tid, child: tid, comm: name },
    { noNullPrototype: true, requiredKeys: ['type', 'tid', 'child'] },
  ),
  'task.exit': tasksVerb('task.exit'),
  'task.signal': fc.record(
    { type: fc.constant('task.signal'), tid, to: tid, signal: fc.constantFrom('SIGSTOP', 'SIGCONT') },
    { noNullPrototype: true, requiredKeys: ['type', 'tid', 'signal'] },
  ),
  'cpu.offline': fc.record({ type: fc.constant('cpu.offline'), cpu }, plain),
  'cpu.online': fc.record({ type: fc.constant('cpu.online'), cpu }, plain),
};

const event: fc.Arbitrary<KernelEvent> = fc.oneof(...Object.values<fc.Arbitrary<KernelEvent>>(events));
/** Runs of equal events too. */
const history = fc
  .array(fc.tuple(event, fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 40 }))), {
    maxLength: 12,
  })
  .map((runs) => runs.flatMap(([each, times]) => Array.from({ length: times }, () => each)));

const state = fc.record(
  { id: fc.nat(LIMITS.version), version: fc.nat(LIMITS.version), blockDisable: fc.boolean() },
  { noNullPrototype: true, requiredKeys: ['id', 'version'] },
);
const patch: fc.Arbitrary<PatchSpec> = fc.record(
  {
    name,
    version: fc.nat(LIMITS.version),
    sticky: fc.boolean(),
    replace: fc.boolean(),
    replaceSet: fc.nat(LIMITS.version),
    states: fc.array(state, { maxLength: 3 }),
    funcs: fc.array(name, { maxLength: 4 }),
    missing: fc.array(name, { maxLength: 2 }),
    note: prose,
  },
  { noNullPrototype: true, requiredKeys: ['name', 'funcs'] },
);
const task = fc.record(
  {
    comm: name,
    kind: fc.constantFrom('user', 'kthread'),
    where: fc.constantFrom('user', 'kernel', 'runnable', 'interruptible', 'uninterruptible', 'stopped'),
    stack: fc.array(name, { maxLength: 4 }),
    freezable: fc.boolean(),
    reliable: fc.boolean(),
    count: fc.integer({ min: 1, max: 1600 }),
  },
  { noNullPrototype: true, requiredKeys: ['comm'] },
);

/** Tasks whose thread ids do not overlap and whose CPUs differ, in any order. */
const tasks = (cpus: number): fc.Arbitrary<readonly TaskSpec[]> =>
  fc
    .array(fc.tuple(task, fc.constantFrom(1, 1, 1, 7, 1000), fc.boolean()), { maxLength: 6 })
    .map((drawn) => {
      let free = 0;
      return drawn.map(([spec, gap, pinned], index): TaskSpec => {
        const first = free + gap;
        free = first + (spec.count ?? 1) - 1;
        return { ...spec, tid: first, ...(pinned && index < cpus ? { cpu: index } : {}) };
      });
    })
    .chain((specs) => fc.oneof(fc.constant(specs), fc.shuffledSubarray(specs, { minLength: specs.length })));

const world: fc.Arbitrary<World> = fc
  .option(fc.integer({ min: 1, max: LIMITS.cpus }), { nil: undefined })
  .chain((cpus) =>
    fc
      .record(
        { tasks: tasks(cpus ?? 2), patches: fc.uniqueArray(patch, { maxLength: 4, selector: (each) => each.name }) },
        { noNullPrototype: true, requiredKeys: ['tasks'] },
      )
      .map((drawn) => (cpus === undefined ? drawn : { ...drawn, cpus })),
  );

const onCpusOf = (drawn: World, each: KernelEvent): KernelEvent =>
  'cpu' in each ? { ...each, cpu: each.cpu % (drawn.cpus ?? 2) } : each;

const branch: fc.Arbitrary<Branch> = fc.record({ at: fc.nat(300), events: history }, plain);
const source: fc.Arbitrary<LinkSource> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('scenario'),
      id: fc.constantFrom(...known.scenarioIds),
      branch: fc.option(branch),
    },
    plain,
  ),
  fc
    .tuple(world, history)
    .map(
      ([drawn, done]) => ({ kind: 'world', world: drawn, events: done.map((each) => onCpusOf(drawn, each)) }) as const,
    ),
);

const lastStep = (from: LinkSource): number =>
  from.kind === 'world' ? from.events.length : from.branch ? from.branch.at + from.branch.events.length : LIMITS.step;

const compared: fc.Arbitrary<Pick<Link, 'policy' | 'against'>> = fc
  .shuffledSubarray(known.policyIds, { minLength: 1 })
  .map(([policy = '', ...against]) => (against.length === 0 ? { policy } : { policy, against }));

const link: fc.Arbitrary<Link> = source
  .chain((from) =>
    fc
      .tuple(
        compared,
        fc.record({ source: fc.constant(from), step: fc.nat(lastStep(from)), micro: fc.option(fc.nat(40)) }, plain),
      )
      .map(([policies, place]) => ({ ...policies, ...place })),
  )
  .filter((drawn) => encode(drawn).length <= LIMITS.characters);

/* ------------------------------------------------------------------ properties -------------------------------- */

const decoded = (hash: string): Link => {
  const result = decode(hash, known);
  if (!result.ok || result.link === null) throw new Error(`${hash}: ${result.ok ? 'nothing' : result.error.sentence}`);
  return result.link;
};

describe('any link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(link, (given) => {
        expect(decoded(encode(given))).toStrictEqual(given);
      }),
      { numRuns: 1000, seed: 20190211 },
    );
  }, 60_000);

  it('is made of characters that mail leaves alone, and ends in a letter or digit', () => {
    fc.assert(
      fc.property(link, (given) => {
        expect(encode(given)).toMatch(/^#\/[A-Za-z0-9_.~/-]*[A-Za-z0-9]$/);
      }),
      { numRuns: 500, seed: 20190211 },
    );
  });

  it('has one text only: what is written, read and written again is the same text', () => {
    fc.assert(
      fc.property(link, (given) => {
        const hash = encode(given);
        expect(encode(decoded(hash))).toBe(hash);
      }),
      { numRuns: 500, seed: 20190211 },
    );
  });
});

/** Milliseconds. Reading takes a few; the rest is for a machine that does other things too. */
const LONG = 500;

describe('any other text', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.~/-';
  const splice = (text: string, at: number, remove: number, add: string): string => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + add + text.slice(start + remove);
  };
  const resealed = (text: string): string => sealed(text.slice(0, Math.max(2, text.lastIndexOf('/'))));
  const originals = fc.constantFrom(...fc.sample(link, { numRuns: 400, seed: 20190211 }).map((drawn) => encode(drawn)));
  const mutated = fc
    .tuple(
      originals,
      fc.array(fc.tuple(fc.nat(8192), fc.nat(6), string(alphabet, 0, 4)), { minLength: 1, maxLength: 4 }),
    )
    .map(([given, edits]) => edits.reduce((text, [at, remove, add]) => splice(text, at, remove, add), given));
  const random = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => `#/${text}`),
    string(alphabet, 0, 400).map((text) => `#/own/0~1${text}`),
    string(alphabet, 0, 400).map((text) => sealed(`#/own/0~1${text}`)),
    string(alphabet, 0, 200).map((text) => sealed(`#/first-patch/0~1b3/${text}`)),
  );
  const any = fc.oneof(mutated, mutated.map(resealed), random);

  const isError = ({ name, sentence }: LinkError): boolean =>
    Object.hasOwn(allFailures, name) && /^[^<>&\n]+\.$/.test(sentence);

  /** A value that is written and read again is itself; an error has a name and a sentence. */
  const kindOf = (text: string): 'value' | 'nothing' | 'error' | 'neither' => {
    const result = decode(text, known);
    if (!result.ok) return isError(result.error) ? 'error' : 'neither';
    if (result.link === null) return 'nothing';
    const again = encode(result.link);
    return again.length > LIMITS.characters || encode(decoded(again)) === again ? 'value' : 'neither';
  };

  it('10,000 mutated and random strings decode to a value or a named error, quickly', () => {
    const seen = { value: 0, nothing: 0, error: 0, neither: 0 };
    let slowest = 0;
    fc.assert(
      fc.property(any, (text) => {
        slowest = Math.max(
          slowest,
          cpuTime(() => decode(text, known)),
        );
        seen[kindOf(text)] += 1;
      }),
      { numRuns: 10_000, seed: 20190211 },
    );
    expect(seen.value + seen.nothing + seen.error).toBe(10_000);
    expect(seen.neither).toBe(0);
    expect(seen.error).toBeGreaterThan(5000);
    expect(seen.value).toBeGreaterThan(100);
    expect(slowest).toBeLessThan(LONG);
  }, 120_000);

  it.each<readonly [string, string]>([
    ['one long name', `#/own/0~1t1.${'a'.repeat(9000)}`],
    ['nothing but full stops', '.'.repeat(8192)],
    ['nothing but blanks', `#/a${' '.repeat(8000)}...`],
    ['as many repetitions as fit', sealed(`#/own/0~1t1A/a${'x2000'.repeat(1500)}`)],
    ['as many tasks as fit', sealed(`#/own/0~1t1.a.${'tA'.repeat(4000)}`)],
    ['tasks and events about the last of them', sealed(`#/own/0~1t1.a.${'tA'.repeat(1500)}/${'w1499'.repeat(900)}`)],
    ['groups of the largest size', sealed(`#/own/0~1t1n10000.a.${'n10000A'.repeat(1000)}`)],
    ['as many names as fit', sealed(`#/own/0~1p.a.${'.b.~Aa.'.repeat(1100)}`)],
    ['percent signs', '%'.repeat(8192)],
  ])('is not made slow by %s', (_, text) => {
    expect(cpuTime(() => decode(text, known))).toBeLessThan(LONG);
  });
});
