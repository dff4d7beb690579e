import { describe, expect, it } from 'vitest';
import type { View } from '../../viewer/contract';
import { attempt, disable, insmod, quiet, sleeper, traceOf, viewAfter, viewAt } from '../panels.testkit';
import { edgeWithKey, wholeChart } from './chartView';
import { inStep, nowOf, onlyUnder } from './edgeDetails';
import { closedBy, type EdgeStatuses, isOpen, judge, knownStatuses } from './now';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const STICKY = 'test_klp_sticky_0';

/** Judged to the end, however many pieces that takes. */
const judged = (view: View): EdgeStatuses => {
  const judging = judge(view);
  for (;;) {
    const { done, value } = judging.next();
    if (done && value) return value;
  }
};

const openIn = (statuses: EdgeStatuses, phase: string): readonly string[] =>
  wholeChart
    .filter((node) => node.name === phase)
    .flatMap(({ edges }) => edges.filter(({ key }) => isOpen(statuses.get(key))).map(({ key }) => key));

describe('what can be taken now', () => {
  const booted = judged(viewAfter(quiet, []));

  it('after the boot: insmod and rmmod are asked, nothing can be written, and no attempt is due', () => {
    expect(isOpen(booted.get('waiting insmod otherwise'))).toBe(true);
    expect(isOpen(booted.get('idle attempt noTransition'))).toBe(true);
    expect(isOpen(booted.get('delete_module moduleNotLoaded'))).toBe(true);
    for (const never of [
      'waiting echo.enabled otherwise',
      'waiting echo.force otherwise',
      'patching attempt otherwise',
    ])
      expect(booted.get(never), never).toBeUndefined();
    expect(openIn(booted, 'enabled_store')).toEqual([]);
  });

  it('after the boot every livepatch is new enough: the refusal is closed by its own rule, and the way in is open', () => {
    expect(openIn(booted, 'klp_enable_patch')).toEqual(['klp_enable_patch otherwise']);
    expect(closedBy(booted.get('klp_enable_patch versionNotNewer'))).toBe('versionNotNewer');
  });

  it('a sticky patch closes the way to disable it, and the rule that closes it is named', () => {
    const view = viewAfter(quiet, [insmod(STICKY), attempt]);
    const statuses = judged(view);
    expect(openIn(statuses, '__klp_disable_patch')).toEqual(['__klp_disable_patch stickyMayNotBeDisabled']);
    expect(closedBy(statuses.get('__klp_disable_patch otherwise'))).toBe('stickyMayNotBeDisabled');
    const [said] = nowOf(view, '__klp_disable_patch otherwise', statuses.get('__klp_disable_patch otherwise'));
    expect(said?.says).toBe(
      'Closed: `stickyMayNotBeDisabled` comes first, for example with `echo 0 > test_klp_sticky_0/enabled`.',
    );
    expect(said?.verdict).toMatchObject({
      refused: true,
      errno: 'EPERM',
      compared: [{ leftValue: '1', holds: false }],
    });
  });

  it('without that rule the same way is open', () => {
    const statuses = judged(viewAfter(quiet, [insmod(STICKY), attempt], 'atomic-replace'));
    expect(openIn(statuses, '__klp_disable_patch')).toEqual(['__klp_disable_patch otherwise']);
    expect(statuses.get('__klp_disable_patch stickyMayNotBeDisabled')).toBeUndefined();
  });

  it('a running transition closes every way to another one', () => {
    const statuses = judged(viewAfter(sleeper, [insmod(V1)]));
    expect(closedBy(statuses.get('__klp_enable_patch otherwise'))).toBe('transitionInProgress');
    expect(isOpen(statuses.get('klp_reverse_transition otherwise'))).toBe(true);
    expect(isOpen(statuses.get('patching attempt otherwise'))).toBe(true);
    expect(statuses.get('idle attempt noTransition')).toBeUndefined();
  });

  it('a thousand equal tasks answer like one', () => {
    const crowd = { cpus: 2, tasks: [{ tid: 100, comm: 'httpd', where: 'interruptible' as const, count: 1000 }] };
    const one = { cpus: 2, tasks: [{ tid: 100, comm: 'httpd', where: 'interruptible' as const }] };
    const openOf = (statuses: EdgeStatuses) => [...statuses].filter(([, each]) => isOpen(each)).map(([key]) => key);
    expect(openOf(judged(viewAfter(crowd, [insmod(V1)])))).toEqual(openOf(judged(viewAfter(one, [insmod(V1)]))));
  });

  it('is known once it has been judged', () => {
    const view = viewAfter(quiet, []);
    expect(knownStatuses(view)).toBeNull();
    const statuses = judged(view);
    expect(knownStatuses(view)).toBe(statuses);
  });
});

describe('inside an event', () => {
  const trace = traceOf(quiet, [insmod(V2), attempt, insmod(V1)]);

  it('only what the event asks next is asked, and one edge is open', () => {
    const statuses = judged(viewAt(trace, 3, 1));
    const asked = [
      'parameterInvalid',
      'initFails',
      'neverEnables',
      'notMarkedLivepatch',
      'versionNotNewer',
      'otherwise',
    ];
    expect([...statuses.keys()]).toEqual(asked.map((edge) => `klp_enable_patch ${edge}`));
    expect(isOpen(statuses.get('klp_enable_patch versionNotNewer'))).toBe(true);
    expect(closedBy(statuses.get('klp_enable_patch otherwise'))).toBe('versionNotNewer');
  });

  it('a condition that does not hold closes its edge', () => {
    const statuses = judged(viewAt(traceOf(sleeper, [insmod(V1)]), 1, 4));
    expect(closedBy(statuses.get('klp_pre_patch_callback objectsDone'))).toBe('objectsDone');
    expect(isOpen(statuses.get('klp_pre_patch_callback otherwise'))).toBe(true);
  });
});

describe('what the step made of an edge', () => {
  const view = viewAfter(quiet, [insmod(V2), attempt, insmod(V1)]);

  it('names the values that the rule compared when it was asked', () => {
    expect(inStep(view, 'klp_enable_patch versionNotNewer')).toMatchObject({
      says: 'Taken in this step, as edge 3.',
      verdict: { refused: true, compared: [{ leftValue: '1', relation: '>', rightValue: '2', holds: false }] },
    });
    expect(inStep(view, 'klp_enable_patch otherwise')?.says).toBe(
      'Not asked in this step: `versionNotNewer` came first.',
    );
    expect(inStep(view, 'load_module moduleAlreadyLoaded')?.says).toBe(
      'Asked in this step and not taken: `moduleAlreadyLoaded` did not refuse.',
    );
    expect(inStep(view, 'klp_init_patch otherwise')).toBeNull();
  });

  it('counts an edge that was taken more than once', () => {
    const target = 'test_klp_callbacks_mod';
    const twice = viewAfter(quiet, [insmod(target), insmod('test_klp_callbacks_demo'), attempt]);
    const completing = viewAt(twice.trace, 3);
    expect(inStep(completing, 'klp_post_callbacks otherwise')?.says).toMatch(
      /^Taken in this step 2 times, as edges \d+, \d+\.$/,
    );
  });

  it('says which condition did not hold', () => {
    const trace = traceOf(quiet, [insmod(V1), attempt, disable(V1)]);
    expect(inStep(viewAt(trace, 3), 'enabled_store isTransitionPatch')?.says).toBe(
      'Asked in this step and not taken: `isTransitionPatch` did not hold.',
    );
  });
});

describe('an edge that not every policy has', () => {
  it('names those that have it, and is no part of the chart under the others', () => {
    const sticky = edgeWithKey('__klp_disable_patch stickyMayNotBeDisabled');
    const plain = edgeWithKey('__klp_disable_patch otherwise');
    if (!sticky || !plain) throw new Error('not in the chart');
    expect(onlyUnder(sticky)).toEqual(['RFC 2019: versioning and sticky']);
    expect(onlyUnder(plain)).toBeNull();
    const [said] = nowOf(viewAfter(quiet, [], 'system-state'), sticky.key, undefined);
    expect(said?.says).toBe('Not part of the chart under “System state: versions per state”.');
  });
});
