/** The policies, sentence by sentence. Expected values come from the texts, not from a run. */
import { describe, expect, test } from 'vitest';
import { lastStep, run, type Step } from '../../trace/trace';
import { boot } from '../boot';
import type { KernelEvent } from '../events';
import type { LivepatchImage } from '../model';
import { replaceFlag } from '../queries';
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
  ],
};

/** A task in the function keeps the transition of whatever patches it from completing. */
const blocked: World = { ...world, tasks: [{ tid: 101, comm: 'cat', stack: ['meminfo_proc_show'] }] };

/** Nothing but force completes a transition here: a kthread whose stack cannot be unwound. */
const stuck: World = { ...world, tasks: [{ tid: 101, comm: 'odd', kind: 'kthread', reliable: false }] };

/**
 * `load v1`, `disable v1` (each with its worker), `try …` (the same without), `0 v1`, `1 v1`, `force v1`, `attempt`, `leave` (the task
 * returns from its function), `rmmod v1`.
 */
function events(script: string): readonly KernelEvent[] {
  return script.split(',').flatMap((line): readonly KernelEvent[] => {
    const [verb = '', name = ''] = line.trim().split(' ');
    switch (verb) {
      case 'load':
        return [{ type: 'insmod', module: name }];
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

const played = (script: string, policy = 'rfc-2019', where = world): Step =>
  lastStep(run(policy, boot(where), events(script)));

const verdict = ({ refusal }: Step): string => (refusal === null ? 'permitted' : `${refusal.errno} ${refusal.rule}`);
const enabled = ({ kernel }: Step): string =>
  kernel.patches
    .filter((patch) => patch.enabled)
    .map(({ name }) => name)
    .join(' ');

interface Row {
  readonly says: string;
  readonly script: string;
  readonly where?: World;
  readonly verdict?: string;
  readonly counter?: number;
  readonly enabled?: string;
}

const check = (policy: string) => (row: Row) => {
  const step = played(row.script, policy, row.where ?? world);
  expect(verdict(step)).toBe(row.verdict ?? 'permitted');
  if (row.counter !== undefined) expect(step.kernel.latestVersion).toBe(row.counter);
  if (row.enabled !== undefined) expect(enabled(step)).toBe(row.enabled);
};

const stale = 'EINVAL versionNotNewer';

describe('RFC 2019, versioning', () => {
  test.each<Row>([
    { says: 'latest_version is 0 at boot, and v1 may load', script: 'load v1', counter: 1, enabled: 'v1' },
    { says: 'v10 may load though v9 never did', script: 'load v1, load v10', counter: 10, enabled: 'v1 v10' },
    { says: 'an older version is refused with -EINVAL', script: 'load v2, load v1', verdict: stale, counter: 2 },
    { says: 'equal is not newer', script: 'load v2, load other_v2', verdict: stale, counter: 2 },
    { says: 'version 0 opts out: it loads on top of any version', script: 'load v5, load plain', counter: 5 },
    { says: 'version 0 alone leaves the counter at 0', script: 'load plain', counter: 0, enabled: 'plain' },
    { says: 'disabling v5 under v7 leaves 7', script: 'load v5, load v7, 0 v5', counter: 7, enabled: 'v7' },
    { says: 'disabling v7 over v5 leaves 5', script: 'load v5, load v7, 0 v7', counter: 5, enabled: 'v5' },
    { says: 'disabling the only one leaves 0', script: 'load v5, 0 v5', counter: 0, enabled: '' },
    {
      says: 'after v10 is disabled, v5 may load though v10 has run',
      script: 'load v10, 0 v10, load v5',
      counter: 5,
      enabled: 'v5',
    },
    {
      says: 'a newer cumulative patch that reverts behaviour is a downgrade that moves the counter up',
      script: 'load v10, load v11_reverts',
      counter: 11,
      enabled: 'v11_reverts',
    },
    {
      says: 'a version-0 cumulative patch lets the counter fall (reading 5)',
      script: 'load v5, load plain_cumulative',
      counter: 0,
      enabled: 'plain_cumulative',
    },
    {
      says: 'the counter keeps its old value while a transition runs',
      script: 'load v2',
      where: blocked,
      counter: 0,
      enabled: 'v2',
    },
    {
      says: 'a forced transition moves it when it completes, not before',
      script: 'load v2, force v2',
      where: blocked,
      counter: 0,
    },
    { says: 'and then it does', script: 'load v2, force v2, attempt', where: blocked, counter: 2 },
    {
      says: 'a reversed transition does not move it',
      script: 'load v2, 0 v2, attempt',
      where: blocked,
      counter: 0,
      enabled: '',
    },
    {
      says: 'the version is asked before the running transition: -EINVAL wins over -EBUSY (reading 6)',
      script: 'load v5, leave, attempt, load v7, load v1',
      where: blocked,
      verdict: stale,
    },
    {
      says: 'a newer version during another transition is -EBUSY',
      script: 'load v5, load v7',
      where: blocked,
      verdict: 'EBUSY transitionInProgress',
      counter: 0,
    },
  ])('$says', check('rfc-2019'));
});

describe('RFC 2019, sticky', () => {
  const sticky = 'EPERM stickyMayNotBeDisabled';
  test.each<Row>([
    {
      says: 'a sticky patch that is fully patched may not be disabled',
      script: 'load sticky_v1, 0 sticky_v1',
      verdict: sticky,
      counter: 1,
      enabled: 'sticky_v1',
    },
    {
      says: 'a version-0 patch may be sticky: the two flags are independent (reading 12)',
      script: 'load sticky_v0, 0 sticky_v0',
      verdict: sticky,
    },
    {
      says: 'during its own transition to KLP_PATCHED it may be reversed',
      script: 'load sticky_v1, 0 sticky_v1',
      where: blocked,
      enabled: '',
    },
    {
      says: 'and turned back, any number of times, without a version check (reading 9)',
      script: 'load sticky_v1, 0 sticky_v1, 1 sticky_v1, 0 sticky_v1, 1 sticky_v1',
      where: blocked,
      enabled: 'sticky_v1',
    },
    {
      says: 'between a force and the completion it can still be reversed (reading 8)',
      script: 'load sticky_v1, force sticky_v1, 0 sticky_v1',
      where: blocked,
      enabled: '',
    },
    {
      says: 'once the forced transition has completed it cannot',
      script: 'load sticky_v1, force sticky_v1, attempt, 0 sticky_v1',
      where: blocked,
      verdict: sticky,
    },
    {
      says: 'a cumulative follow-up may replace it, and its own sticky flag counts: not sticky',
      script: 'load sticky_v1, load lifts_v2, 0 lifts_v2',
      counter: 0,
      enabled: '',
    },
    {
      says: 'a cumulative follow-up may replace it, and its own sticky flag counts: sticky',
      script: 'load sticky_v1, load keeps_v2, 0 keeps_v2',
      verdict: sticky,
      enabled: 'keeps_v2',
    },
    {
      says: 'a hole: an unversioned cumulative patch replaces a sticky one (reading 11)',
      script: 'load sticky_v1, load plain_cumulative',
      counter: 0,
      enabled: 'plain_cumulative',
    },
    {
      says: 'same value comes first: writing 1 to an enabled sticky patch is -EINVAL (reading 7)',
      script: 'load sticky_v1, 1 sticky_v1',
      verdict: 'EINVAL sameValue',
    },
    {
      says: 'sticky is asked before the other transition: -EPERM wins over -EBUSY (reading 7)',
      script: 'load sticky_v1, force sticky_v1, attempt, load v2, 0 sticky_v1',
      where: stuck,
      verdict: sticky,
    },
  ])('$says', check('rfc-2019'));

  test('a sticky patch that is being replaced stays sticky until the replacement completes (reading 10)', () => {
    const replacing = 'load sticky_v1, force sticky_v1, attempt, load lifts_v2';
    expect(verdict(played(`${replacing}, 0 sticky_v1`, 'rfc-2019', stuck))).toBe(sticky);
    expect(verdict(played(`${replacing}, 0 lifts_v2, force lifts_v2, attempt, 0 sticky_v1`, 'rfc-2019', stuck))).toBe(
      sticky,
    );
  });
});

describe('atomic replace has no checks', () => {
  test.each<Row>([
    { says: 'an older version loads', script: 'load v5, load v1', enabled: 'v5 v1', counter: 0 },
    { says: 'a sticky patch is disabled', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
    {
      says: 'states are not compared',
      script: 'load state1_v2, load stateless_cumulative',
      enabled: 'stateless_cumulative',
    },
  ])('$says', check('atomic-replace'));
});

describe('system state', () => {
  const incompatible = 'EINVAL statesNotCompatible';
  test.each<Row>([
    { says: 'a lower version of a state is refused', script: 'load state1_v2, load state1_v1', verdict: incompatible },
    {
      says: 'an equal version is taken over',
      script: 'load state1_v2, load state1_v2_cumulative',
      enabled: 'state1_v2_cumulative',
    },
    {
      says: 'a higher version is taken over',
      script: 'load state1_v1, load state1_v2',
      enabled: 'state1_v1 state1_v2',
    },
    {
      says: 'a cumulative patch that does not list the state is refused',
      script: 'load state1_v1, load stateless_cumulative',
      verdict: incompatible,
    },
    {
      says: 'a non-cumulative one that does not list it loads',
      script: 'load state1_v1, load stateless',
      enabled: 'state1_v1 stateless',
    },
    {
      says: 'a patch still in transition counts, in either direction',
      script: 'load state1_v2, 0 state1_v2, load state1_v1',
      where: blocked,
      verdict: incompatible,
    },
    {
      says: 'once it has gone it does not',
      script: 'load state1_v2, 0 state1_v2, load state1_v1',
      enabled: 'state1_v1',
    },
    { says: 'any patch may be disabled', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
    {
      says: 'versions and stickiness of the RFC mean nothing',
      script: 'load v5, load v1',
      enabled: 'v5 v1',
      counter: 0,
    },
  ])('$says', check('system-state'));
});

test('the replace flag comes from the parameter that carries it, its default included', () => {
  const image = (type: 'int' | 'bool', value: string): LivepatchImage => ({
    kind: 'livepatch',
    name: 'x',
    version: 0,
    sticky: false,
    replace: false,
    replaceParam: 'replace',
    params: [{ name: 'replace', type, default: value, mode: '0644' }],
    objects: [],
    states: [],
  });
  const flags = [
    replaceFlag(image('int', '1'), undefined),
    replaceFlag(image('int', '1'), { replace: '0' }),
    replaceFlag(image('bool', 'N'), { replace: 'Y' }),
    replaceFlag(image('bool', 'Y'), undefined),
    replaceFlag({ ...image('int', '1'), params: [] }, { replace: '1' }),
  ];
  expect(flags).toEqual([true, false, true, true, false]);
});
