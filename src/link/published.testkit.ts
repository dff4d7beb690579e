/**
 * Links that were published, each with what it must decode to and what must come of it. Entries are never changed:
 * when a form of link is replaced, its decoder stays, and its entries here say whether it still does.
 */
import type { KernelEvent } from '../kernel/events';
import type { Errno } from '../kernel/model';
import type { World } from '../kernel/world';
import type { Branch, Link } from './link';

/** The trace, in short: where it stands at the link's step, and which of the steps up to there were refused. */
export interface Outcome {
  readonly phase: 'idle' | 'patching' | 'unpatching';
  readonly latestVersion: number;
  /** Names on `klp_patches`, in order. */
  readonly listed: readonly string[];
  /** By step: what the system call returned; `null` when it was not a system call. */
  readonly refused: Readonly<Record<number, Errno | null>>;
}

export interface Published {
  readonly hash: string;
  readonly link: Link;
  /** Worked out by hand from the rules, not taken from a run. */
  readonly outcome: Outcome;
  /** The same under each other policy of a comparison. */
  readonly against?: Readonly<Record<string, Outcome>>;
}

interface Place {
  readonly step: number;
  readonly policy?: string;
  readonly against?: readonly string[];
  readonly micro?: number;
}

const place = ({ step, policy, against, micro }: Place) => ({
  step,
  policy: policy ?? 'rfc-2019',
  ...(against && { against }),
  micro: micro ?? null,
});
const scenario = (id: string, at: Place, branch: Branch | null = null): Link => ({
  ...place(at),
  source: { kind: 'scenario', id, branch },
});
const own = (world: World, events: readonly KernelEvent[], at: Place): Link => ({
  ...place(at),
  source: { kind: 'world', world, events },
});

const outcome = (
  phase: Outcome['phase'],
  latestVersion: number,
  listed: readonly string[],
  refused: Outcome['refused'] = {},
): Outcome => ({ phase, latestVersion, listed, refused });

const attempt: KernelEvent = { type: 'attempt' };
const free: KernelEvent = { type: 'free' };
const insmod = (module: string, params?: Readonly<Record<string, string>>): KernelEvent => ({
  type: 'insmod',
  module,
  ...(params && { params }),
});
const disable = (patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value: '0' });

/* ------------------------------------------------------------------ form 1 ------------------------------------ */

/** One CPU, and a shell that sleeps on no affected function: every transition completes in the first attempt. */
const quiet: World = { cpus: 1, tasks: [{ tid: 101, comm: 'bash', stack: ['n_tty_read', 'tty_read'] }] };

const counter = [
  insmod('test_klp_version_2'),
  insmod('test_klp_version_1'),
  insmod('test_klp_version_0'),
  disable('test_klp_version_2'),
  free,
  insmod('test_klp_version_1'),
];

const sticky = [
  insmod('test_klp_sticky_0'),
  disable('test_klp_sticky_0'),
  insmod('test_klp_sticky_1'),
  disable('test_klp_sticky_1'),
];

/** Its cat sleeps uninterruptibly in the function that most livepatches here replace. */
const stuck: World = {
  cpus: 1,
  tasks: [{ tid: 102, comm: 'cat', where: 'uninterruptible', stack: ['cmdline_proc_show', 'seq_read'] }],
};

const forced: readonly KernelEvent[] = [
  insmod('test_klp_version_1'),
  ...Array.from({ length: 16 }, () => attempt),
  { type: 'echo.force', patch: 'test_klp_version_1', value: '1' },
  attempt,
];

const states: World = {
  cpus: 1,
  tasks: [],
  patches: [
    { name: 'feature_v2', states: [{ id: 1, version: 2 }], funcs: ['cmdline_proc_show'] },
    { name: 'feature_v1', states: [{ id: 1, version: 1 }], funcs: ['cmdline_proc_show'], note: 'Older, so refused.' },
    { name: 'cumulative', version: 9, replace: true, funcs: ['meminfo_proc_show'] },
  ],
};
const stateEvents = [insmod('feature_v2'), insmod('feature_v1'), insmod('cumulative')];

const blocked: World = {
  cpus: 1,
  tasks: [],
  patches: [
    { name: 'for_good', states: [{ id: 1, version: 1, blockDisable: true }], funcs: ['cmdline_proc_show'] },
    { name: 'cumulative', replace: true, funcs: ['meminfo_proc_show'] },
  ],
};
const blockedEvents = [insmod('for_good'), disable('for_good'), insmod('cumulative')];

const sets: World = {
  cpus: 1,
  tasks: [],
  patches: [
    { name: 'net', replaceSet: 1, funcs: ['cmdline_proc_show'] },
    { name: 'disk', replaceSet: 2, states: [{ id: 2, version: 1, blockDisable: false }], funcs: ['meminfo_proc_show'] },
    { name: 'clash', replaceSet: 2, states: [{ id: 2, version: 1 }], funcs: ['cmdline_proc_show'] },
  ],
};
const setEvents = [insmod('net'), insmod('disk'), insmod('clash'), insmod('net_v2')];

const replaced = [
  insmod('test_klp_livepatch'),
  insmod('test_klp_atomic_replace', { replace: '1' }),
  free,
  { type: 'rmmod', module: 'test_klp_livepatch' } as const,
];

const callbacks: readonly KernelEvent[] = [
  insmod('test_klp_callbacks_mod'),
  insmod('test_klp_callbacks_demo', { pre_patch_ret: '-19' }),
  insmod('test_klp_callbacks_demo'),
  { type: 'echo.param', module: 'test_klp_callbacks_demo', param: 'pre_patch_ret', value: '-19' },
  insmod('test_klp_callbacks_busy'),
  { type: 'sysctl.ftrace', value: '0' },
  insmod('test_klp_livepatch'),
  { type: 'sysctl.ftrace', value: '1' },
];

const crowd: World = {
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show', 'vfs_read'] },
    { tid: 200, comm: 'worker', count: 1000, stack: ['futex_wait_queue', 'do_futex'] },
    { tid: 2000, comm: 'kworker/0:1', kind: 'kthread', freezable: true, stack: ['worker_thread', 'kthread'] },
  ],
};

const busy: readonly KernelEvent[] = [
  { type: 'task.wake', tid: 101 },
  { type: 'task.run', tid: 101, cpu: 0 },
  { type: 'insmod', module: 'test_klp_version_1', by: 101 },
  { type: 'task.fork', tid: 101, child: 2001, comm: 'grep' },
  { type: 'task.wake', tid: 102 },
  { type: 'task.return', tid: 102 },
  { type: 'task.user', tid: 102 },
  { type: 'task.preempt', tid: 101 },
  attempt,
  { type: 'task.call', tid: 2001, func: 'meminfo_proc_show' },
  { type: 'task.sleep', tid: 2001, state: 'uninterruptible' },
  { type: 'tick' },
  { type: 'cpu.offline', cpu: 1 },
  { type: 'cpu.online', cpu: 1 },
  { type: 'task.wake', tid: 200, to: 499 },
  { type: 'task.exit', tid: 200, to: 499 },
  { type: 'task.signal', tid: 101, signal: 'SIGSTOP' },
  { type: 'task.signal', tid: 101, signal: 'SIGCONT' },
];

export const corpus: readonly Published[] = [
  {
    hash: '#/first-patch/6',
    link: scenario('first-patch', { step: 6 }),
    outcome: outcome('idle', 1, ['test_klp_version_1']),
  },
  {
    hash: '#/first-patch/11.2',
    link: scenario('first-patch', { step: 11, micro: 2 }),
    outcome: outcome('idle', 0, [], { 7: 'EAGAIN' }),
  },
  {
    hash: '#/sticky-refuses-disable/4',
    link: scenario('sticky-refuses-disable', { step: 4 }),
    outcome: outcome('idle', 1, ['test_klp_sticky_0'], { 4: 'EPERM' }),
  },
  {
    hash: '#/first-patch/3~1b1/fM11a/1kb',
    link: scenario(
      'first-patch',
      { step: 3 },
      { at: 1, events: [{ type: 'echo.force', patch: 'test_klp_version_1', value: '1' }, attempt] },
    ),
    outcome: outcome('idle', 1, ['test_klp_version_1']),
  },
  {
    hash: '#/first-patch/2/atomic-replace~1b1/iM2/zt1',
    link: scenario(
      'first-patch',
      { step: 2, policy: 'atomic-replace' },
      { at: 1, events: [insmod('test_klp_version_2')] },
    ),
    outcome: outcome('patching', 0, ['test_klp_version_1'], { 2: 'EBUSY' }),
  },
  {
    hash: '#/own/6~1c1t101TbGsGt/iM2iM1iM0eD0kiE/sy6',
    link: own(quiet, counter, { step: 6 }),
    outcome: outcome('idle', 1, ['test_klp_version_0', 'test_klp_version_1'], { 2: 'EINVAL' }),
  },
  {
    hash: '#/own/3~1c1t101TbGsGt/iM2iM1iM0eD0kiE/o55',
    link: own(quiet, counter, { step: 3 }),
    outcome: outcome('idle', 2, ['test_klp_version_2', 'test_klp_version_0'], { 2: 'EINVAL' }),
  },
  {
    hash: '#/own/3~1c1t101TbGsGt/iMseD0iMteE0/vro',
    link: own(quiet, sticky, { step: 3 }),
    outcome: outcome('idle', 2, ['test_klp_sticky_1'], { 2: 'EPERM' }),
  },
  {
    hash: '#/own/4/system-state~1c1t101TbGsGt/iMseD0iMteE0/ebb',
    link: own(quiet, sticky, { step: 4, policy: 'system-state' }),
    outcome: outcome('idle', 0, []),
  },
  {
    hash: '#/own/17~1c1d102TcFcFs/iM1ax15fD1a/qje',
    link: own(stuck, forced, { step: 17 }),
    outcome: outcome('patching', 0, ['test_klp_version_1']),
  },
  {
    hash: '#/own/19.1~1c1d102TcFcFs/iM1ax15fD1a/xzt',
    link: own(stuck, forced, { step: 19, micro: 1 }),
    outcome: outcome('idle', 1, ['test_klp_version_1']),
  },
  {
    hash: '#/own/2~1c1d102TcFcFs/iMseD0a/g67',
    link: own(stuck, [insmod('test_klp_sticky_0'), disable('test_klp_sticky_0'), attempt], { step: 2 }),
    outcome: outcome('unpatching', 0, ['test_klp_sticky_0']),
  },
  {
    hash: '#/own/3/system-state~1c1pt1-2.feature_v2.Fcpt1-1n.~Older~m~sso~srefused~d.~A91.Bp9r.cumulative.Fm/iAiCiD/2pc',
    link: own(states, stateEvents, { step: 3, policy: 'system-state' }),
    outcome: outcome('idle', 0, ['feature_v2'], { 2: 'EINVAL', 3: 'EINVAL' }),
  },
  {
    hash: '#/own/3~1c1pt1-2.feature_v2.Fcpt1-1n.~Older~m~sso~srefused~d.~A91.Bp9r.cumulative.Fm/iAiCiD/jy6',
    link: own(states, stateEvents, { step: 3 }),
    outcome: outcome('idle', 9, ['cumulative']),
  },
  {
    hash: '#/own/3/block-disable~1c1pt1-1b.for_good.Fcpr.cumulative.Fm/iAeA0iC/6t5',
    link: own(blocked, blockedEvents, { step: 3, policy: 'block-disable' }),
    outcome: outcome('idle', 0, ['for_good'], { 2: 'EINVAL', 3: 'EINVAL' }),
  },
  {
    hash: '#/own/4/replace-set~1c1pg1.N.Fcpg2t2-1o.disk.Fmpg2t2-1.clash.B/iAiCiEiME/kmg',
    link: own(sets, setEvents, { step: 4, policy: 'replace-set' }),
    outcome: outcome('idle', 0, ['disk', 'net_v2'], { 3: 'EINVAL' }),
  },
  {
    hash: '#/own/4/atomic-replace~1c1t101TbGsGt/iMlipWr1MakrD/m0w',
    link: own(quiet, replaced, { step: 4, policy: 'atomic-replace' }),
    outcome: outcome('idle', 0, ['test_klp_atomic_replace']),
  },
  {
    hash: '#/own/8~1c1/iMmipWpWdMdiDpDBCiMby0iMly1/pao',
    link: own({ cpus: 1, tasks: [] }, callbacks, { step: 8 }),
    outcome: outcome('idle', 0, ['test_klp_callbacks_demo'], { 2: 'ENODEV', 5: 'ENODEV', 7: 'EBUSY' }),
  },
  {
    hash: '#/own/18~1t101TbtTcFcFvt97n1000TXFWFjt800kfT2FrFK/w0o0c0ib0M1mcTg0_w1b1u1q0ac1003Fms1003dtd1h1w2-301l2-301g0sg0c/tn6',
    link: own(crowd, busy, { step: 18 }),
    outcome: outcome('idle', 1, ['test_klp_version_1']),
  },
];

/* ------------------------------------------------------------------ form 1, comparisons ----------------------- */

export const comparisons: readonly Published[] = [
  {
    hash: '#/sticky-refuses-disable/4/rfc-2019-vs-system-state',
    link: scenario('sticky-refuses-disable', { step: 4, against: ['system-state'] }),
    outcome: outcome('idle', 1, ['test_klp_sticky_0'], { 4: 'EPERM' }),
    // Any patch may be disabled; with two CPUs the first attempt leaves the other CPU's idle task.
    against: { 'system-state': outcome('unpatching', 0, ['test_klp_sticky_0']) },
  },
  {
    hash: '#/own/2/atomic-replace-vs-rfc-2019-vs-system-state~1c1t101TbGsGt/iM2iM1iM0eD0kiE/xyq',
    link: own(quiet, counter, { step: 2, policy: 'atomic-replace', against: ['rfc-2019', 'system-state'] }),
    outcome: outcome('idle', 0, ['test_klp_version_2', 'test_klp_version_1']),
    against: {
      'rfc-2019': outcome('idle', 2, ['test_klp_version_2'], { 2: 'EINVAL' }),
      'system-state': outcome('idle', 0, ['test_klp_version_2', 'test_klp_version_1']),
    },
  },
  {
    hash: '#/first-patch/2/rfc-2019-vs-atomic-replace~1b1/iM2/512',
    link: scenario(
      'first-patch',
      { step: 2, against: ['atomic-replace'] },
      { at: 1, events: [insmod('test_klp_version_2')] },
    ),
    outcome: outcome('patching', 0, ['test_klp_version_1'], { 2: 'EBUSY' }),
    against: { 'atomic-replace': outcome('patching', 0, ['test_klp_version_1'], { 2: 'EBUSY' }) },
  },
];

/* ------------------------------------------------------------------ form 1, talks ----------------------------- */

export const talks: readonly Published[] = [
  {
    hash: '#/talk/first-patch.sticky-refuses-disable.stuck-force/2/4',
    link: {
      ...scenario('sticky-refuses-disable', { step: 4 }),
      talk: { ids: ['first-patch', 'sticky-refuses-disable', 'stuck-force'], at: 1 },
    },
    outcome: outcome('idle', 1, ['test_klp_sticky_0'], { 4: 'EPERM' }),
  },
  {
    hash: '#/talk/sticky-refuses-disable/1/4~1b4/1ss',
    link: {
      ...scenario('sticky-refuses-disable', { step: 4 }, { at: 4, events: [] }),
      talk: { ids: ['sticky-refuses-disable'], at: 0 },
    },
    outcome: outcome('idle', 1, ['test_klp_sticky_0'], { 4: 'EPERM' }),
  },
];
