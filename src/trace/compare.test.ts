/** Expected verdicts are written by hand from the policies' texts. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { type ComparedStep, compareTraces } from './compare';
import { append, run } from './trace';

const world: World = {
  cpus: 1,
  tasks: [{ tid: 101, comm: 'bash' }],
  patches: [
    { name: 'net_v7', version: 7, sticky: true, states: [{ id: 10, version: 1 }], funcs: ['tcp_recvmsg'] },
    { name: 'fs_v3', version: 3, states: [{ id: 20, version: 1 }], funcs: ['ext4_sync_file'] },
    { name: 'all_v8', version: 8, replace: true, states: [{ id: 20, version: 1 }], funcs: ['ext4_sync_file'] },
  ],
};
const load = (module: string): KernelEvent => ({ type: 'insmod', module });
const disable = (patch: string): KernelEvent => ({ type: 'echo.enabled', patch, value: '0' });
const events: readonly KernelEvent[] = [load('net_v7'), load('fs_v3'), disable('net_v7'), load('all_v8')];

const compare = (policies: readonly string[], done = events) =>
  compareTraces(policies.map((policy) => run(policy, boot(world), done)));
const verdicts = (step: ComparedStep | undefined) =>
  step?.refusals.map((refusal) => (refusal === null ? 'permitted' : `${refusal.errno} ${refusal.rule}`));

describe('policies on the same events', () => {
  const { steps, differences } = compare(['rfc-2019', 'atomic-replace', 'system-state']);

  it('agree on the boot and on a first livepatch', () => {
    for (const step of steps.slice(0, 2)) {
      expect(verdicts(step)).toEqual(['permitted', 'permitted', 'permitted']);
      expect(step).toMatchObject({ verdictsDiffer: false, machines: [0, 0, 0], machinesDiffer: false });
    }
    expect(steps[1]?.event).toEqual(load('net_v7'));
  });

  it('differ on version 3 after 7, which only the RFC refuses; its machine parts from the others', () => {
    expect(verdicts(steps[2])).toEqual(['EINVAL versionNotNewer', 'permitted', 'permitted']);
    expect(steps[2]).toMatchObject({ verdictsDiffer: true, machines: [0, 1, 1], machinesDiffer: true });
  });

  it('differ on disabling a sticky patch, which only the RFC refuses', () => {
    expect(verdicts(steps[3])).toEqual(['EPERM stickyMayNotBeDisabled', 'permitted', 'permitted']);
  });

  it('agree on a verdict while their machines stay apart', () => {
    // net_v7 with state 10 is still there under the RFC only; under system-state fs_v3 has state 20, which all_v8 lists.
    expect(verdicts(steps[4])).toEqual(['permitted', 'permitted', 'permitted']);
    expect(steps[4]).toMatchObject({ verdictsDiffer: false, machinesDiffer: true, machines: [0, 1, 1] });
  });

  it('are worth a look at each step whose verdicts differ, or which parts their machines', () => {
    expect(differences).toEqual([2, 3]);
  });
});

describe('a comparison', () => {
  it('tells two refusals by different rules apart', () => {
    // all_v8 is cumulative and does not list state 10: system-state refuses it. The RFC has 8 > 7 and would load it.
    const script = [load('net_v7'), load('all_v8'), load('net_v7')];
    const { steps, differences } = compare(['rfc-2019', 'system-state'], script);
    expect(verdicts(steps[2])?.[0]).toBe('permitted');
    expect(steps[2]?.refusals[1]).toMatchObject({ errno: 'EINVAL' });
    expect(differences).toContain(2);
  });

  it('finds machines that join again', () => {
    // The second livepatch goes again where it had come.
    const remove: KernelEvent = { type: 'rmmod', module: 'fs_v3' };
    const script = [load('net_v7'), load('fs_v3'), disable('fs_v3'), { type: 'free' } as const, remove];
    const { steps, differences } = compare(['rfc-2019', 'atomic-replace'], script);
    expect(steps.map(({ machinesDiffer }) => machinesDiffer)).toEqual([false, false, true, true, true, false]);
    // Disabling and removing what is not there is refused; the worker has nothing to do under the RFC.
    expect(differences).toEqual([2, 3, 4, 5]);
  });

  it('does not count latest_version as a difference of machines: only one policy keeps it', () => {
    const { steps, differences } = compare(['rfc-2019', 'atomic-replace'], [load('net_v7')]);
    expect(steps[1]?.machinesDiffer).toBe(false);
    expect(differences).toEqual([]);
  });

  it('names the policies in the order given', () => {
    expect(compare(['system-state', 'rfc-2019']).policies).toEqual(['system-state', 'rfc-2019']);
  });

  it('of histories of different length is a mistake', () => {
    const one = run('rfc-2019', boot(world), events);
    expect(() => compareTraces([one, append(one, { type: 'tick' })])).toThrow('different events');
  });
});
