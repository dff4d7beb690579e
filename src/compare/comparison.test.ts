import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { type Policy, policies, policyOf } from '../kernel/policies';
import type { World } from '../kernel/world';
import { LIMITS } from '../link/limits';
import { edgeWithKey } from '../panels/chart/chartView';
import { attempt, disable, insmod, quiet } from '../panels/panels.testkit';
import { compareTraces } from '../trace/compare';
import { run } from '../trace/trace';
import { ticks } from '../viewer/history';
import { scriptLine } from '../viewer/lines';
import {
  addable,
  chartDifferences,
  comparedRows,
  comparisonWords,
  differenceAfter,
  firstComparison,
  panelsOf,
  panelsUnder,
} from './comparison';

const [V1, V2] = ['test_klp_version_1', 'test_klp_version_2'];
const sticky = 'test_klp_sticky_0';

const compare = (ids: readonly string[], events: readonly KernelEvent[]) => {
  const traces = ids.map((id) => run(id, boot(quiet), events));
  const comparison = compareTraces(traces);
  const [lead] = traces;
  if (lead === undefined) throw new Error('nothing is compared');
  return { comparison, rows: comparedRows(comparison, ticks({ trace: lead, lines: [scriptLine(events)], line: 0 })) };
};

const named = (...ids: readonly string[]): readonly Policy[] => ids.flatMap((id) => policyOf(id) ?? []);

describe('the rows of a comparison', () => {
  const { comparison, rows } = compare(
    ['rfc-2019', 'system-state'],
    [insmod(sticky), attempt, disable(sticky), attempt],
  );

  it('say for each step what was asked and what each policy answered', () => {
    expect(rows.map(({ step, words }) => [step, words])[1]).toEqual([1, `insmod ${sticky}.ko`]);
    expect(rows[0]?.cells.map(({ kind }) => kind)).toEqual(['boot', 'boot']);
    expect(rows[1]?.cells.map(({ says }) => says)).toEqual(['allowed', 'allowed']);
    expect(rows[3]?.cells).toMatchObject([
      { policy: 'rfc-2019', kind: 'refused', says: 'refused, -EPERM', rule: 'stickyMayNotBeDisabled' },
      { policy: 'system-state', kind: 'allowed', says: 'allowed', rule: null },
    ]);
    expect(rows[3]?.cells[0]?.because).toMatch(/Operation not permitted\.$/);
  });

  it('say what differs, in words and with a letter for each machine', () => {
    expect(rows.slice(0, 3).map(({ differs, cells }) => [differs, cells[0]?.machine])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(rows[3]).toMatchObject({ differs: 'verdicts differ', verdictsDiffer: true });
    expect(rows[3]?.cells.map(({ machine }) => machine)).toEqual(['A', 'B']);
  });

  it('are the same again for the same comparison', () => {
    expect(comparedRows(comparison, [])).toBe(rows);
  });

  it('a refusal without an errno has none in its words: the kernel is not even asked', () => {
    const asleep = compare(['rfc-2019', 'atomic-replace'], [{ type: 'task.return', tid: 101 }]);
    expect(asleep.rows[1]?.cells[0]).toMatchObject({ says: 'refused', rule: 'taskCannot' });
  });
});

describe('where to look', () => {
  // Version 1 is refused twice by the RFC; without checks it is in transition at step 4, and loaded already at step 5.
  const { comparison } = compare(
    ['rfc-2019', 'atomic-replace'],
    [insmod(V2), attempt, insmod(V1), attempt, insmod(V1)],
  );

  it('is the next step that differs', () => {
    expect([0, 2, 3].map((step) => differenceAfter(comparison, step))).toEqual([3, 3, 4]);
    expect(differenceAfter(comparison, 5)).toBeNull();
  });

  it('is said in a sentence, with who refuses', () => {
    expect(comparisonWords(comparison)).toBe(
      'They part at step 3: rfc-2019 refuses. The verdicts differ at 3 steps in all.',
    );
  });

  it('is said of several that refuse, and of all', () => {
    const { comparison: two } = compare(
      ['rfc-2019', 'atomic-replace', 'system-state'],
      [{ type: 'insmod', module: 'no' }],
    );
    expect(comparisonWords(two)).toMatch(/^These policies answer alike/);
    const states: World = {
      ...quiet,
      patches: [
        { name: 'a', version: 2, states: [{ id: 1, version: 2 }], funcs: ['cmdline_proc_show'] },
        { name: 'b', version: 1, states: [{ id: 1, version: 1 }], funcs: ['cmdline_proc_show'] },
      ],
    };
    const script = [insmod('a'), attempt, insmod('b')];
    const words = (ids: readonly string[]) =>
      comparisonWords(compareTraces(ids.map((id) => run(id, boot(states), script))));
    expect(words(['rfc-2019', 'system-state'])).toContain('They part at step 3: all refuse, by different rules.');
    expect(words(['rfc-2019', 'atomic-replace', 'system-state'])).toContain('3: rfc-2019 and system-state refuse.');
  });

  it('is nowhere when nothing differs', () => {
    const alike = compare(['rfc-2019', 'atomic-replace'], [insmod(V2), attempt]).comparison;
    expect(comparisonWords(alike)).toBe(
      'These policies answer alike to all of these events, and their machines stay equal.',
    );
    expect(differenceAfter(alike, 0)).toBeNull();
  });
});

describe('the differences of the charts', () => {
  it('name the phase, the edge and who has it', () => {
    const rows = chartDifferences(named('rfc-2019', 'atomic-replace'));
    expect(rows.map(({ edge, only }) => [edge.from, edge.to, edge.description, only])).toEqual([
      ['klp_enable_patch', 'return', 'refused: versionNotNewer', ['rfc-2019']],
      ['klp_post_callbacks', 'klp_free_patch_async', 'The transition is complete.', null],
      ['__klp_disable_patch', 'return', 'refused: stickyMayNotBeDisabled', ['rfc-2019']],
    ]);
    expect(rows[1]?.runs.map(({ action }) => action)).toEqual(['tellCounter', 'updateLatestVersion']);
    expect(rows.map(({ mark }) => mark)).toEqual(['1', '+1', '1']);
  });

  it('are edges that the drawn chart has, for any policies', () => {
    for (const { edge } of chartDifferences(policies)) expect(edgeWithKey(edge.key), edge.key).toBeDefined();
  });

  it('are marked by the numbers of who has the edge, or of who lacks it where that is shorter', () => {
    const marks = new Map(
      chartDifferences(named('atomic-replace', 'system-state', 'block-disable')).map(({ edge: { key }, mark }) => [
        key.split(' ').at(-1),
        mark,
      ]),
    );
    expect(marks.get('statesNotCompatible')).toBe('2');
    expect(marks.get('disableNotSupported')).toBe('3');
    const [rfc, atomic] = named('rfc-2019', 'atomic-replace');
    if (!rfc || !atomic) throw new Error('a policy is gone');
    // Two policies with the RFC's rules beside one without.
    const [first] = chartDifferences([rfc, { ...rfc, id: 'the same again' }, atomic]);
    expect(first?.mark).toBe('−3');
  });
});

describe('what is shown and offered', () => {
  it('is the counter only under the policy that keeps one', () => {
    const [rfc, atomic] = named('rfc-2019', 'atomic-replace');
    if (!rfc || !atomic) throw new Error('a policy is gone');
    expect(panelsUnder(rfc)).toContain('Version counter');
    expect(panelsUnder(atomic)).not.toContain('Version counter');
    expect(panelsOf([atomic, rfc])).toEqual(panelsUnder(rfc));
    expect(panelsOf([atomic])).toEqual(panelsUnder(atomic));
  });

  it('is every policy that is not there yet, until there are five', () => {
    expect(addable(named('rfc-2019')).map(({ id }) => id)).toEqual(
      policies.map(({ id }) => id).filter((id) => id !== 'rfc-2019'),
    );
    expect(addable(Array.from({ length: LIMITS.policies }, () => policies[0] as Policy))).toEqual([]);
  });

  it.each([
    ['rfc-2019', null, ['rfc-2019', 'system-state']],
    ['system-state', null, ['system-state', 'rfc-2019']],
    ['atomic-replace', 'rfc-2019', ['atomic-replace', 'rfc-2019']],
  ])('is %s, in a scenario written for %s, beside what it is best seen against', (policy, written, both) => {
    expect(firstComparison(policy, written)).toEqual(both);
  });
});
