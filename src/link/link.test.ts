import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { sealed } from './alphabet';
import { failures } from './errors';
import { LIMITS } from './limits';
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

/* ------------------------------------------------------------------ failures ---------------------------------- */

const world = (text: string): string => sealed(`#/own/0~1${text}`);
const many = (count: number, part: string): string => part.repeat(count);
const cut = '#/own/2~1c4t101Tb/ib0M1a/64j';

const broken: readonly (readonly [keyof typeof failures, string, string])[] = [
  ['tooLong', `#/own/0~1${many(LIMITS.characters, 'a')}`, 'more characters than are read'],
  ['foreign', '#section-2', 'an anchor of a page'],
  ['foreign', 'sticky-refuses-disable', 'no hash at all'],
  ['foreign', '#/first patch!/<b>', 'characters no id has'],
  ['foreign', '#/first-patch/4/rfc-2019/more', 'more parts than a link has'],
  ['foreign', '#!/inbox/42', 'an address of another app'],
  ['foreign', '#/<img src=x onerror=window.injected=1>/0', 'markup'],
  ['foreign', '#/%3Cscript%3Ewindow.injected%3D1%3C%2Fscript%3E/0', 'escaped markup'],
  ['foreign', '#javascript:window.injected=1', 'a script'],
  ['unknownPolicy', '#/first-patch/1/"><svg onload=window.injected=1>', 'markup for a policy'],
  ['foreign', '#/%E0%A4%A/%', 'half an escape'],
  ['truncated', cut.slice(0, -1), 'one character short'],
  ['truncated', cut.slice(0, -4), 'without its end'],
  ['truncated', '#/own/2', 'an own world without the world'],
  ['truncated', '#/first-patch/4~', 'cut after the tilde'],
  ['truncated', '#/first-pat...', 'shortened by a program'],
  ['truncated', '#/first-pat…', 'shortened by a program'],
  ['damaged', cut.replace('t101', 't107'), 'one digit changed'],
  ['damaged', cut.toLowerCase(), 'in lower case'],
  ['damaged', cut.replace('own/2', 'own/1'), 'another step'],
  ['unknownForm', '#/own/2~3c4t101Tb/ib0M1a/64j', 'a later form'],
  ['unknownScenario', '#/sticky-refuses-disabl/4', 'a scenario that is not there'],
  ['unknownScenario', '#/__proto__/1', 'the property that every object has'],
  ['unknownPolicy', '#/first-patch/4/nonsense', 'a policy that is not there'],
  ['unknownPolicy', '#/first-patch/4/rfc-2019-vs-nonsense', 'a policy that is not there, in a comparison'],
  ['unknownPolicy', '#/first-patch/4/rfc-2019-vs-', 'a comparison with nothing'],
  ['comparedTwice', '#/first-patch/4/rfc-2019-vs-system-state-vs-rfc-2019', 'a policy compared with itself'],
  ['badPosition', '#/first-patch/four', 'a word for a step'],
  ['notInTalk', '#/talk/first-patch/2/0', 'a scenario beyond the end of a talk'],
  ['badPosition', '#/first-patch/-1', 'a negative step'],
  ['badPosition', '#/first-patch/100000', 'a step beyond all'],
  ['stepOutOfRange', sealed('#/own/3~1t1Tb/aa'), 'a step after the last of an own world'],
  ['stepOutOfRange', sealed('#/first-patch/7~1b4/aa'), 'a step after the last of a branch'],
  ['unreadable', world('t1Tb/aa//'), 'a second slash'],
  ['unreadable', world('t1'), 'a task without a name'],
  ['unreadable', world('t1.bash'), 'a name without its end'],
  ['unreadable', world('t1.ba~vsh.'), 'an unknown escape'],
  ['unreadable', world('t1.ba~u12g4.'), 'digits that are none'],
  ['unreadable', world('t1Tb/s0x'), 'an unknown state of sleep'],
  ['unreadable', world('t1TbtY'), 'a reference cut short'],
  ['unreadable', world('t1Tbt~A9.'), 'more shared characters than there are'],
  ['unreadable', sealed('#/first-patch/4~1/aa'), 'a branch that does not say where'],
  ['unknownEvent', world('t1Tb/j'), 'an event letter that is not used'],
  ['unknownEvent', world('t1Tb/x3'), 'a repetition of nothing'],
  ['unknownWord', world('t1T_'), 'a token that is not in the dictionary'],
  ['unknownReference', world('t1A'), 'a name that was not mentioned'],
  ['unknownReference', world('t1Tb/w1'), 'a task that was not mentioned'],
  ['badName', world('t1..'), 'an empty name'],
  ['badName', world('t1.~u003cscript~u003e.'), 'an unsafe character'],
  ['badName', world('t1.~u0000.'), 'a control character'],
  ['badName', world('t1.constructor.'), 'a property that every object has'],
  ['badName', world('t1.__proto__.'), 'the property that every object has'],
  ['badName', world(`t1.${many(LIMITS.name + 1, 'a')}.`), 'a name that is too long'],
  ['badName', world('t1Tb/ip.a~sb.1M1'), 'a parameter with a space'],
  ['badName', world('pn.~u202e..a.'), 'a note that runs backwards'],
  ['badName', world('pn.~ud800..a.'), 'half a character'],
  ['badNumber', world('c65'), 'more CPUs than there can be'],
  ['badNumber', world('t99999999Tb'), 'a thread id beyond all'],
  ['badNumber', world('t1Tb/ax9999'), 'a repetition beyond all'],
  ['tooMany', world('t1n6000Tbt1n6000Tb'), 'more tasks than are read'],
  ['tooMany', world('t1Tb/ax1999ax1'), 'more events than are read'],
  ['tooMany', world(`t1Tb${many(LIMITS.list + 1, 'Fc')}`), 'a deeper stack than is read'],
  ['tooMany', world(many(LIMITS.patches + 1, 'p.a.')), 'more livepatches than are read'],
  ['impossibleWorld', world('c0'), 'no CPU'],
  ['impossibleWorld', world('t_0Tb'), 'a task with the idle thread id'],
  ['impossibleWorld', world('t5Tbt_5Tc'), 'two tasks with one thread id'],
  ['impossibleWorld', world('t5n10Tbt_9Tc'), 'a task inside a group'],
  ['impossibleWorld', world('t1n0Tb'), 'a group of none'],
  ['impossibleWorld', world('t4194300n9Tb'), 'a group beyond the last thread id'],
  ['impossibleWorld', world('p.a.pA'), 'two livepatches of one name'],
  ['impossibleWorld', world('c2u1c2Tb'), 'a CPU that is not there'],
  ['impossibleWorld', world('c2u1c1Tbk2c1Tb'), 'two tasks on one CPU'],
  ['impossibleWorld', world('c2t1Tb/d2'), 'an event about a CPU that is not there'],
];

describe('a link that cannot be read', () => {
  const errorOf = (hash: string) => {
    const result = decode(hash, known);
    return result.ok ? null : result.error;
  };

  it.each(broken.map(([name, hash, what]) => [name, what, hash] as const))('is %s: %s', (name, _, hash) => {
    const error = errorOf(hash);
    expect(error?.name).toBe(name);
    expect(error?.sentence).toMatch(/^[A-Z'][^<>&\n]{20,300}\.$/);
  });

  it('fails in every way that has a name', () => {
    expect(new Set(broken.map(([name]) => name))).toEqual(new Set(Object.keys(failures)));
  });

  it('says what, where and what to do', () => {
    expect(errorOf('#/sticky/4')?.sentence).toBe(
      "There is no scenario 'sticky'. The nearest name is 'sticky-refuses-disable'.",
    );
    expect(errorOf(world('t1Tb/s0x'))?.sentence).toBe(
      'The link cannot be read at character 17: one of i, d, k was expected there. Ask for the link again, or open a scenario from the list.',
    );
    expect(errorOf('#/first-patch/4/rfc-2019-vs-nonsense')?.sentence).toContain("There is no policy 'nonsense'.");
    expect(errorOf('#/first-patch/4/rfc-2019-vs-rfc-2019')?.sentence).toBe(
      "The link compares the policy 'rfc-2019' with itself. Name each policy once, at most 5 in all.",
    );
    expect(errorOf('#/first-patch/4/nonsense')?.sentence).toBe(
      "There is no policy 'nonsense'. Known are rfc-2019, atomic-replace, system-state: put one of them there, or leave it out for the default.",
    );
  });

  it('shows nothing of a foreign text but harmless characters, and not much of it', () => {
    const sentence = errorOf(`#<img src=x onerror=alert(1)>${many(500, 'x')}`)?.sentence ?? '';
    expect(sentence).not.toMatch(/[<>"&=()]/);
    expect(sentence.length).toBeLessThan(200);
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
