import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { type Branch, decode, encode, type Link } from './link';
import { decodeReadable, needsCodec } from './readable';

const known = {
  scenarioIds: ['first-patch', 'sticky-refuses-disable', 'test-sysfs__sysfs-test'],
  policyIds: ['rfc-2019', 'atomic-replace', 'system-state'],
};

interface Place {
  readonly step: number;
  readonly micro?: number;
  readonly policy?: string;
}

const linkTo = ({ step, micro, policy }: Place) => ({ policy: policy ?? 'rfc-2019', step, micro: micro ?? null });
const scenario = (id: string, place: Place, branch: Branch | null = null): Link => ({
  ...linkTo(place),
  source: { kind: 'scenario', id, branch },
});
const own = (world: World, events: readonly KernelEvent[], place: Place = { step: events.length }): Link => ({
  ...linkTo(place),
  source: { kind: 'world', world, events },
});

const attempt: KernelEvent = { type: 'attempt' };

/* ------------------------------------------------------------------ pairs ------------------------------------- */

const pairs: readonly (readonly [string, Link])[] = [
  ['#/sticky-refuses-disable/0', scenario('sticky-refuses-disable', { step: 0 })],
  ['#/sticky-refuses-disable/4', scenario('sticky-refuses-disable', { step: 4 })],
  ['#/sticky-refuses-disable/4.2', scenario('sticky-refuses-disable', { step: 4, micro: 2 })],
  ['#/sticky-refuses-disable/4.0', scenario('sticky-refuses-disable', { step: 4, micro: 0 })],
  ['#/first-patch/12/atomic-replace', scenario('first-patch', { step: 12, policy: 'atomic-replace' })],
  ['#/first-patch/3.1/system-state', scenario('first-patch', { step: 3, micro: 1, policy: 'system-state' })],
  ['#/test-sysfs__sysfs-test/2', scenario('test-sysfs__sysfs-test', { step: 2 })],
  ['#/sticky-refuses-disable/4~1b4/zcp', scenario('sticky-refuses-disable', { step: 4 }, { at: 4, events: [] })],
  [
    '#/sticky-refuses-disable/7.2/atomic-replace~1b4/iMtaeMs0/plc',
    scenario(
      'sticky-refuses-disable',
      { step: 7, micro: 2, policy: 'atomic-replace' },
      {
        at: 4,
        events: [
          { type: 'insmod', module: 'test_klp_sticky_1' },
          attempt,
          { type: 'echo.enabled', patch: 'test_klp_sticky_0', value: '0' },
        ],
      },
    ),
  ],
  [
    '#/first-patch/4~1b1/w_410b0u0/d6k',
    scenario(
      'first-patch',
      { step: 4 },
      {
        at: 1,
        events: [
          { type: 'task.wake', tid: 410 },
          { type: 'task.return', tid: 410 },
          { type: 'task.user', tid: 410 },
        ],
      },
    ),
  ],
  [
    '#/first-patch/18~1b2/ax15/72d',
    scenario('first-patch', { step: 18 }, { at: 2, events: Array.from({ length: 16 }, () => attempt) }),
  ],
  ['#/own/0~1/pej', own({ tasks: [] }, [])],
  [
    '#/own/2~1c4t101Tb/ib0M1a/64j',
    own({ cpus: 4, tasks: [{ tid: 101, comm: 'bash' }] }, [
      { type: 'insmod', module: 'test_klp_version_1', by: 101 },
      attempt,
    ]),
  ],
  [
    '#/own/3~1t1n1000Tyd3999TcFcFstkfxT2-k_3000c1.my~sprog./l0-499mcB1000_5002o1003c1/wwa',
    own(
      {
        tasks: [
          { tid: 1, comm: 'systemd', count: 1000 },
          { tid: 5000, comm: 'cat', where: 'uninterruptible', stack: ['cmdline_proc_show', 'seq_read'] },
          { tid: 5001, comm: 'kworker/0:1', kind: 'kthread', freezable: true, reliable: false, stack: [] },
          { tid: 3000, comm: 'my prog', where: 'kernel', cpu: 1 },
        ],
      },
      [
        { type: 'task.exit', tid: 1, to: 500 },
        { type: 'task.fork', tid: 5000, child: 5002, comm: 'cat' },
        { type: 'task.run', tid: 5002, cpu: 1 },
      ],
    ),
  ],
  [
    '#/own/8~1p1sn.~The~sfirst~stry~d..fix_v1..Trcv_established.p2rt7-1m.gone.~A52.B.ext4~cEreaddir~m2.puat-m-~A53./iAfA1ip.a.Wdp.b.2DpMdWpJy0rAkt/19v',
    own(
      {
        tasks: [],
        patches: [
          { name: 'fix_v1', version: 1, sticky: true, funcs: ['tcp_rcv_established'], note: 'The first try.' },
          {
            name: 'fix_v2',
            version: 2,
            replace: true,
            states: [{ id: 7, version: 1 }],
            funcs: ['tcp_rcv_established', 'ext4:ext4_readdir,2'],
            missing: ['gone'],
          },
          { name: 'fix_v3', sticky: false, replace: false, states: [], missing: [], funcs: [] },
        ],
      },
      [
        { type: 'insmod', module: 'fix_v1' },
        { type: 'echo.force', patch: 'fix_v1', value: '1' },
        { type: 'insmod', module: 'fix_v2', params: { b: '2', a: '-19' } },
        { type: 'echo.param', module: 'test_klp_callbacks_demo', param: 'pre_patch_ret', value: '-19' },
        { type: 'sysctl.ftrace', value: '0' },
        { type: 'rmmod', module: 'fix_v1' },
        { type: 'free' },
        { type: 'tick' },
      ],
    ),
  ],
  [
    '#/own/3.1/system-state~1p-t7Tb/c0o.ext4.Vos0fyig0sg0cq0d1h1/dr4',
    own(
      { patches: [], tasks: [{ tid: 7, comm: 'bash' }] },
      [
        { type: 'task.call', tid: 7, func: 'ext4_readdir', object: 'ext4' },
        { type: 'task.sleep', tid: 7, state: 'interruptible', freezable: true },
        { type: 'task.signal', tid: 7, signal: 'SIGSTOP' },
        { type: 'task.signal', tid: 7, signal: 'SIGCONT' },
        { type: 'task.preempt', tid: 7 },
        { type: 'cpu.offline', cpu: 1 },
        { type: 'cpu.online', cpu: 1 },
      ],
      { step: 3, micro: 1, policy: 'system-state' },
    ),
  ],
];

describe('a link', () => {
  it.each(pairs)('%s is written and read', (hash, link) => {
    expect(encode(link)).toBe(hash);
    expect(decode(hash, known)).toStrictEqual({ ok: true, link });
  });

  it.each(['', '#', '#/', ' ', '/'])('%j names nothing, which is no error', (hash) => {
    expect(decode(hash, known)).toEqual({ ok: true, link: null });
  });

  const four = scenario('sticky-refuses-disable', { step: 4 });
  const branched = scenario('sticky-refuses-disable', { step: 4 }, { at: 4, events: [] });
  it.each<readonly [string, string, Link]>([
    ['a whole address', 'https://example.org/app/#/sticky-refuses-disable/4', four],
    ['the full stop of a sentence', '#/sticky-refuses-disable/4.', four],
    ['brackets and quotation marks', '#/sticky-refuses-disable/4>),”', four],
    ['a slash at the end', '#/sticky-refuses-disable/4/', four],
    ['a line break', '#/sticky-refuses-\r\n disable/4', four],
    ['escaped characters', '#/sticky-refuses-disable/4%7E1b4/zcp', branched],
    ['escaped characters in lower case', '%23%2fsticky%2drefuses%2ddisable%2f4%20', four],
    ['an invisible character', '#/sticky\u200b-refuses-disable/4', four],
    ['no step', '#/sticky-refuses-disable', scenario('sticky-refuses-disable', { step: 0 })],
    ['the default policy', '#/sticky-refuses-disable/4/rfc-2019', four],
    ['leading zeros', '#/sticky-refuses-disable/004', four],
  ])('survives %s', (_, hash, link) => {
    expect(decode(hash, known)).toEqual({ ok: true, link });
  });
});

describe('a history beyond the limits', () => {
  it('is written, and refused when it is read', () => {
    const tasks = Array.from({ length: 9000 }, (_, index) => ({ tid: 1 + 2 * index, comm: 'cat' }));
    expect(decode(encode(own({ tasks }, [])), known)).toMatchObject({ ok: false, error: { name: 'tooLong' } });
    expect(decode(encode(own({ tasks: [{ tid: 1, comm: 'a\tb' }] }, [])), known)).toMatchObject({
      ok: false,
      error: { name: 'badName' },
    });
  });
});

describe('a link without a policy', () => {
  const usual = { ...known, policies: { [known.scenarioIds[0] ?? '']: 'system-state' } };
  const at = (policy: string): Link => ({
    policy,
    source: { kind: 'scenario', id: known.scenarioIds[0] ?? '', branch: null },
    step: 2,
    micro: null,
  });

  it.each(['system-state', 'rfc-2019'])('means the policy its scenario opens with; %s is read back', (policy) => {
    const hash = encode(at(policy), usual);
    expect(hash.endsWith(`/${policy}`)).toBe(policy !== 'system-state');
    expect(decode(hash, usual)).toEqual({ ok: true, link: at(policy) });
  });
});

describe('a page that has only the readable half', () => {
  const branch = encode(scenario('first-patch', { step: 4 }, { at: 1, events: [attempt] }));

  it.each([
    ['as it was made', branch],
    ['with its ~ written as %7E', branch.replace('~', '%7E')],
    ['with a line break in it', branch.replace('~', '%7e\n')],
    ['with the address before it', `https://example.org/${branch.replace('~', '%7E')}.`],
  ])('asks for the whole codec for a link into a branch %s', (_, hash) => {
    expect(needsCodec(hash)).toBe(true);
    expect(decodeReadable(hash, known)).toBeNull();
    expect(decode(hash, known)).toEqual(decode(branch, known));
  });

  it('does without it for a step of a scenario', () => {
    expect(needsCodec('#/first-patch/4%20')).toBe(false);
    expect(decodeReadable('#/first-patch/4%20', known)).toEqual({
      ok: true,
      link: scenario('first-patch', { step: 4 }),
    });
  });
});
