/**
 * Reads the way out of a refusal as a reader does, and does what it says. Every sentence must be understood here: one that no
 * entry matches is advice that nobody has tried.
 */
import type { KernelEvent } from '../kernel/events';
import type { LivepatchImage } from '../kernel/images';
import { type Kernel, VMLINUX } from '../kernel/model';
import { funcKey, listedPatches, livepatchImageOf, patchOf } from '../kernel/queries';
import type { PatchSpec } from '../kernel/world';
import type { Step } from '../trace/trace';
import { cont, echo, force, ftrace, insmod, online, rmmod, setParam, wake } from './builders';

/** Waiting is for tasks that leave their functions, for transitions and for the worker. */
export type Move = KernelEvent | 'wait' | { readonly build: (step: Step) => PatchSpec };

export interface Way {
  readonly moves: readonly Move[];
  /** It reaches what was wanted, or something in its place: what was refused is not tried again. */
  readonly instead?: true;
}

/** Several ways, each of which must work; or that there is none, and why. */
export type Advice = readonly Way[] | 'nothing to do' | 'reboot' | 'another file' | 'another choice';

export interface Situation {
  readonly policy: string;
  readonly step: Step;
  readonly event: KernelEvent;
}

type Reading = readonly [sentence: RegExp, advice: Advice | ((found: readonly string[], at: Situation) => Advice)];

const again = (...moves: readonly Move[]): Way => ({ moves });
const instead = (...moves: readonly Move[]): Way => ({ moves, instead: true });

/** What `disableWords()` asks for. */
const COMPLETED = 'the transition of \\w+ has completed';
const DISABLE = `(?:wait until ${COMPLETED}|disable (\\w+(?: and \\w+)*?)( once ${COMPLETED})?)`;
const disabling = (before: string, after = '\\.$'): RegExp => new RegExp(`${before}${DISABLE}${after}`);
/** Without a list there is nothing to do but wait. */
const disabled = (list: string, late?: string): readonly Move[] => [
  ...(late === undefined && list !== '' ? [] : ['wait' as const]),
  ...(list === '' ? [] : list.split(' and ')).flatMap((name) => [echo('0', name), 'wait' as const]),
];

const SUCCESSOR = 'built_for_this';

/** A livepatch that takes over everything that is there: all functions, all states at their highest version. */
const successor = (more: Partial<PatchSpec> = {}): Move => ({ build: ({ kernel }) => successorSpec(kernel, more) });

const successorSpec = (kernel: Kernel, more: Partial<PatchSpec>): PatchSpec => {
  const listed = listedPatches(kernel);
  const states = new Map<number, number>();
  for (const { id, version } of listed.flatMap((patch) => patch.states))
    states.set(id, Math.max(version, states.get(id) ?? 0));
  const funcs = listed.flatMap(({ objects }) =>
    objects.flatMap(({ name, funcs: own }) => own.map((func) => (name === VMLINUX ? '' : `${name}:`) + funcKey(func))),
  );
  return {
    name: SUCCESSOR,
    version: kernel.latestVersion + 1,
    replace: true,
    states: [...states].map(([id, version]) => ({ id, version })),
    funcs: [...new Set(funcs)],
    ...more,
  };
};

const moduleOfEvent = (event: KernelEvent): string => ('module' in event ? event.module : '');

/** The same write or load with another value. */
const withValue = ({ event }: Situation, value: string): KernelEvent => {
  if (event.type === 'insmod') {
    return insmod(event.module, Object.fromEntries(Object.keys(event.params ?? {}).map((name) => [name, value])));
  }
  return 'value' in event ? { ...event, value } : event;
};

const taskOf = ({ event }: Situation): number => ('tid' in event ? event.tid : 0);
const cpuOf = ({ event }: Situation): number => ('cpu' in event ? event.cpu : 0);

const readings: readonly Reading[] = [
  [/^There is nothing to /, 'nothing to do'],
  [/^(Load or disable a livepatch|Disable or replace a patch) first/, 'nothing to do'],
  [/reboot/, 'reboot'],
  [/^(Choose |The CPUs are )/, 'another choice'],
  [
    /^(Build (?!another|\w+ with replace_set)|Sign |Put |Say which |Count |List each |Name the |It is notrace|It does not run|It always returns)/,
    'another file',
  ],
  [/^Only the kernel’s own fake signal/, 'another choice'],
  // Tasks and CPUs.
  [/^Wake it first\.$/, (_, at) => [again(wake(taskOf(at)))]],
  [/^Send SIGCONT\.$/, (_, at) => [again(cont(taskOf(at)))]],
  [/^Let it call a function first\.$/, (_, at) => [again({ type: 'task.call', tid: taskOf(at), func: 'schedule' })]],
  [/^Let it return and sleep instead\.$/, 'another choice'],
  [/^Bring it online first\.$/, (_, at) => [again(online(cpuOf(at)))]],
  // Values.
  [/^Write (0 or 1|a whole number)/, (_, at) => [instead(withValue(at, '0')), instead(withValue(at, '1'))]],
  [/^Load it with (\w+)=0/, ([, param = ''], at) => [instead(insmod(moduleOfEvent(at.event), { [param]: '0' }))]],
  [
    /^Remove (\w+), and load it again with (\w+)=(.+)\.$/,
    ([, module = '', param = '', value = '']) => [instead(rmmod(module), insmod(module, { [param]: value }))],
  ],
  [/^sysctl kernel\.ftrace_enabled=1$/, [again(ftrace('1'))]],
  [disabling('^Livepatches need it: '), ([, list = '', late]) => [again(...disabled(list, late))]],
  [
    /^Replace (.+) by a cumulative livepatch that can be disabled, and disable that one\.$/,
    [again(successor(), 'wait', ...disabled(SUCCESSOR))],
  ],
  // Loading and removing.
  [/^insmod (\w+)/, ([, module = '']) => [again(insmod(module))]],
  [/^rmmod (\w+) first\.$/, ([, module = '']) => [again(rmmod(module))]],
  [/^rmmod (\w+), which has set the kprobe\.$/, ([, module = '']) => [again(rmmod(module))]],
  [/^rmmod (\w+), then insmod it again\.$/, ([, module = '']) => [instead(rmmod(module), insmod(module))]],
  [
    /^Wait a moment until its directory is gone; rmmod (\w+), then/,
    ([, module = '']) => [instead('wait', rmmod(module), insmod(module))],
  ],
  [
    /^Wait a moment: klp_free_patch_work_fn\(\) drops the reference\.(?: Then rmmod (\w+)\.)?$/,
    ([, module]) => [again('wait', ...then(module))],
  ],
  [
    /^Wait until the transition completes: \w+ goes with it\.( Then rmmod (\w+)\.)?$/,
    ([, , module]) => [again('wait', ...then(module))],
  ],
  [
    /^Disable or replace (\w+), and let the transition complete\.( Then rmmod (\w+)\.)?$/,
    ([, patch = '', , module], { step }) => [
      again('wait', echo('0', patch), 'wait', ...then(module)),
      again('wait', successor(inSetOf(step, patch)), 'wait', ...then(module)),
    ],
  ],
  [
    /^Replace (\w+) by a cumulative livepatch, and let the transition complete\.( Then rmmod (\w+)\.)?$/,
    ([, patch = '', , module], { step }) => [again('wait', successor(inSetOf(step, patch)), 'wait', ...then(module))],
  ],
  // Transitions.
  [
    /^Wait until it completes(\.|, or reverse it: echo ([01]) > \S+\/(\w+)\/enabled\.)/,
    ([, , value, patch]) => [
      again('wait'),
      ...(value === undefined || patch === undefined ? [] : [again(echo(value, patch), 'wait')]),
    ],
  ],
  [/^Force (\w+): its transition is the one that is running\.$/, ([, patch = '']) => [instead(force(patch))]],
  [
    disabling('^Write 0 to the parameter (\\w+) of (\\w+), or '),
    ([, param = '', patch = '', list = '', late]) => [
      again(setParam(patch, param, '0')),
      again(...disabled(list, late)),
    ],
  ],
  [
    disabling('^(?:Load the module it was built for|Build another livepatch), or '),
    ([, list = '', late]) => [again(...disabled(list, late))],
  ],
  // The policies.
  [
    new RegExp(
      `^Load a livepatch with a version above (\\d+)(?:, or ${DISABLE}: the counter|, or (wait) until|\\. \\w+ is sticky)`,
    ),
    ([, above = '', list, late, waits]) => [
      instead('wait', successor({ version: Number(above) + 1, replace: false })),
      ...(list === undefined ? [] : [again(...disabled(list, late))]),
      ...(waits === undefined ? [] : [again('wait')]),
    ],
  ],
  [/^Load a cumulative livepatch that replaces it\./, [again('wait', successor(), 'wait')]],
  [
    disabling('^Load a livepatch that lists state \\d+ with version \\d+ or higher, or '),
    ([, patch = '', late], { step }) => [
      instead('wait', successor(inSetOf(step, patch))),
      again(...disabled(patch, late)),
    ],
  ],
  [
    /^Load a cumulative livepatch that lists state \d+, with block_disable or without; or one that is not cumulative\.$/,
    [instead('wait', successor()), instead('wait', successor({ replace: false, states: [] }))],
  ],
  [
    /^(Wait until its transition completes, or force it; then load|Load) a cumulative livepatch that lists state \d+ without block_disable; that one can be disabled\.$/,
    ([, first = ''], { step }) => [
      again('wait', successor(), 'wait', ...disabled(SUCCESSOR)),
      ...(first === 'Load'
        ? []
        : [again(force(step.kernel.transition?.patch ?? ''), 'wait', successor(), 'wait', ...disabled(SUCCESSOR))]),
    ],
  ],
  [
    disabling('^Build (\\w+) with replace_set (\\d+)(?: and the states of \\w+)?, so that it replaces \\w+; or '),
    ([, module = '', set = '', patch = '', late], { step }) => [
      again(...disabled(patch, late)),
      instead(
        'wait',
        successor({
          replaceSet: Number(set),
          funcs: functionsOf(livepatchImageOf(step.kernel, module)),
          states: patchOf(step.kernel, patch)?.states ?? [],
        }),
      ),
    ],
  ],
];

function then(module: string | undefined): readonly Move[] {
  return module === undefined ? [] : [rmmod(module)];
}

function functionsOf(image: LivepatchImage | undefined): readonly string[] {
  return (image?.objects ?? []).flatMap(({ name, funcs }) =>
    funcs.map((func) => (name === VMLINUX ? '' : `${name}:`) + funcKey(func)),
  );
}

/** What goes to the set of this livepatch has only that set’s functions and states. */
function inSetOf({ kernel }: Step, patch: string): Partial<PatchSpec> {
  const found = patchOf(kernel, patch);
  if (found === undefined) return {};
  const own = found.objects.flatMap(({ name, funcs }) =>
    funcs.map((func) => (name === VMLINUX ? '' : `${name}:`) + funcKey(func)),
  );
  return { replaceSet: found.replaceSet, ...(found.replaceSet === 0 ? {} : { funcs: own, states: found.states }) };
}

/** What a sentence advises, in this situation. */
export function adviceOf(sentence: string, at: Situation): Advice {
  for (const [pattern, advice] of readings) {
    const found = pattern.exec(sentence);
    if (found !== null) return typeof advice === 'function' ? advice(found, at) : advice;
  }
  throw new Error(`Nobody has tried this way out: ${sentence}`);
}
