/** Small livepatches and short words for the tests of the policies. */
import { expect } from 'vitest';
import { lastStep, run, type Step } from '../../trace/trace';
import { boot } from '../boot';
import type { KernelEvent } from '../events';
import type { World } from '../world';

const own = (name: string, rest: Partial<NonNullable<World['patches']>[number]>) => ({
  name,
  funcs: ['meminfo_proc_show'],
  ...rest,
});

const world: World = {
  cpus: 1,
  tasks: [{ tid: 101, comm: 'bash' }],
  patches: [
    own('v1', { version: 1 }),
    own('v2', { version: 2 }),
    own('v5', { version: 5 }),
    own('v7', { version: 7 }),
    own('v10', { version: 10 }),
    own('v11_reverts', { version: 11, replace: true, funcs: ['cmdline_proc_show'] }),
    own('other_v2', { version: 2 }),
    own('plain', { version: 0 }),
    own('plain_cumulative', { version: 0, replace: true }),
    own('sticky_v1', { version: 1, sticky: true }),
    own('sticky_v0', { version: 0, sticky: true }),
    own('lifts_v2', { version: 2, replace: true }),
    own('keeps_v2', { version: 2, replace: true, sticky: true }),
    own('state1_v1', { states: [{ id: 1, version: 1 }] }),
    own('state1_v2', { states: [{ id: 1, version: 2 }] }),
    own('state1_v2_cumulative', { states: [{ id: 1, version: 2 }], replace: true }),
    own('stateless', {}),
    own('stateless_cumulative', { replace: true }),
    own('blocked', { states: [{ id: 1, version: 2, blockDisable: true }] }),
    own('open_v2', { states: [{ id: 1, version: 2, blockDisable: false }] }),
    own('lists_v1', { states: [{ id: 1, version: 1 }], replace: true }),
    own('lists_blocked', { states: [{ id: 1, version: 2, blockDisable: true }], replace: true }),
    own('lists_other', { states: [{ id: 2, version: 9 }], replace: true }),
  ],
};

/** A task in the function keeps the transition of whatever patches it from completing. */
export const blocked: World = { ...world, tasks: [{ tid: 101, comm: 'cat', stack: ['meminfo_proc_show'] }] };

/** Nothing but force completes a transition here: a kthread whose stack cannot be unwound. */
export const stuck: World = { ...world, tasks: [{ tid: 101, comm: 'odd', kind: 'kthread', reliable: false }] };

/**
 * `load v1`, or `load v1 param=value`; `0 v1`, `1 v1`, `force v1`, `attempt`, `free`, `rmmod v1`, and `leave` (the task returns from
 * its function).
 */
function events(script: string): readonly KernelEvent[] {
  return script.split(',').flatMap((line): readonly KernelEvent[] => {
    const [verb = '', name = '', ...params] = line.trim().split(' ');
    switch (verb) {
      case 'load':
        return [{ type: 'insmod', module: name, params: Object.fromEntries(params.map((param) => param.split('='))) }];
      case '0':
      case '1':
        return [{ type: 'echo.enabled', patch: name, value: verb }];
      case 'force':
        return [{ type: 'echo.force', patch: name, value: '1' }];
      case 'attempt':
        return [{ type: 'attempt' }];
      case 'free':
        return [{ type: 'free' }];
      case 'rmmod':
        return [{ type: 'rmmod', module: name }];
      case 'leave':
        return [
          { type: 'task.wake', tid: 101 },
          { type: 'task.return', tid: 101 },
        ];
      default:
        throw new Error(`unknown verb in '${line}'`);
    }
  });
}

export const played = (script: string, policy = 'rfc-2019', where = world): Step =>
  lastStep(run(policy, boot(where), events(script)));

export const verdict = ({ refusal }: Step): string =>
  refusal === null ? 'permitted' : `${refusal.errno} ${refusal.rule}`;
const enabled = ({ kernel }: Step): string =>
  kernel.patches
    .filter((patch) => patch.enabled)
    .map(({ name }) => name)
    .join(' ');

export interface Row {
  readonly says: string;
  readonly script: string;
  readonly where?: World;
  readonly verdict?: string;
  readonly counter?: number;
  readonly enabled?: string;
}

export const check = (policy: string) => (row: Row) => {
  const step = played(row.script, policy, row.where ?? world);
  expect(verdict(step)).toBe(row.verdict ?? 'permitted');
  if (row.counter !== undefined) expect(step.kernel.latestVersion).toBe(row.counter);
  if (row.enabled !== undefined) expect(enabled(step)).toBe(row.enabled);
};
