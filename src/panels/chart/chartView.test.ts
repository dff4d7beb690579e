import { describe, expect, it } from 'vitest';
import { policyOf } from '../../kernel/policies';
import { attempt, disable, insmod, quiet, sleeper, traceOf, viewAfter, viewAt } from '../panels.testkit';
import {
  chartSentence,
  edgeWithKey,
  followed,
  isUnder,
  nodeOf,
  numbersText,
  rowRect,
  takenEdges,
  wholeChart,
  wholeDrawing,
} from './chartView';

const V1 = 'test_klp_version_1';
const STICKY = 'test_klp_sticky_0';

const keysOf = (...given: Parameters<typeof viewAt>) =>
  takenEdges(viewAt(...given)).map(({ edge, numbers, current }) => [edge.key, numbersText(numbers), current]);

describe('the edges that a step took', () => {
  it('are none at the boot', () => {
    expect(takenEdges(viewAfter(quiet, []))).toEqual([]);
  });

  it('are numbered in their order, and an edge taken again has several numbers', () => {
    const trace = traceOf(sleeper, [insmod(V1)]);
    expect(keysOf(trace)).toEqual([
      ['waiting insmod otherwise', '1', false],
      ['load_module isLivepatch', '2', false],
      ['klp_enable_patch otherwise', '3', false],
      ['klp_init_patch otherwise', '4', false],
      ['__klp_enable_patch otherwise', '5', false],
      ['klp_pre_patch_callback otherwise', '6', false],
      ['klp_patch_object otherwise', '7', false],
      ['klp_pre_patch_callback objectsDone', '8', false],
      ['klp_start_transition otherwise', '9', false],
      ['klp_try_complete_transition otherwise', '10', false],
      ['do_idle idleTasksWoken', '11', false],
      ['return transitionRuns', '12', false],
    ]);
    expect([[3], [3, 5], [3, 5, 7, 9]].map(numbersText)).toEqual(['3', '3, 5', '3 … 9']);
  });

  it('come one at a time inside the event, the last one being the current one', () => {
    const trace = traceOf(sleeper, [insmod(V1)]);
    expect(keysOf(trace, 1, 0)).toEqual([['waiting insmod otherwise', '1', true]]);
    expect(keysOf(trace, 1, 1)).toEqual([
      ['waiting insmod otherwise', '1', false],
      ['load_module isLivepatch', '2', true],
    ]);
  });

  it('end with the refusal and the return, when a rule refuses', () => {
    const trace = traceOf(quiet, [insmod(STICKY), attempt, disable(STICKY)]);
    expect(keysOf(trace).map(([key]) => key)).toEqual([
      'waiting echo.enabled otherwise',
      'enabled_store otherwise',
      '__klp_disable_patch stickyMayNotBeDisabled',
      'return otherwise',
    ]);
  });

  it('are the same object when asked again', () => {
    const view = viewAfter(quiet, [attempt]);
    expect(takenEdges(view)).toBe(takenEdges(view));
    expect(followed(view)).toBe(followed(view));
  });
});

describe('the chart for those who do not see it', () => {
  it('is a sentence with the policy, the active phase and the way of the step', () => {
    expect(chartSentence(viewAfter(quiet, []))).toBe(
      'Statechart of 28 phases under “RFC 2019: versioning and sticky”. Active phase: idle. No edge has been taken yet.',
    );
    expect(chartSentence(viewAfter(quiet, [attempt]))).toMatch(
      /Active phase: idle\. Edges taken in this step: 1, through idle\.$/,
    );
  });

  it('inside an event tells the way so far, and afterwards all of it', () => {
    const trace = traceOf(sleeper, [insmod(V1)]);
    expect(chartSentence(viewAt(trace, 1, 0))).toMatch(
      /Active phase: load_module\. Edges taken in this step: 1, through idle, load_module\.$/,
    );
    expect(chartSentence(viewAt(trace, 1, 1))).toMatch(
      /Active phase: klp_enable_patch\. Edges taken in this step: 2, /,
    );
    expect(chartSentence(viewAt(trace))).toMatch(/Active phase: patching\. Edges taken in this step: 12, /);
  });
});

describe('the chart of all policies', () => {
  it('knows which edges a policy has', () => {
    const [rfc, none] = [policyOf('rfc-2019'), policyOf('atomic-replace')];
    const sticky = edgeWithKey('__klp_disable_patch stickyMayNotBeDisabled');
    if (!rfc || !none || !sticky) throw new Error('not in the chart');
    expect([isUnder(rfc, sticky), isUnder(none, sticky)]).toEqual([true, false]);
    expect(nodeOf('klp_try_complete_transition')?.description).toBe('Has every task reached the target state?');
    expect(nodeOf('klp_transition')).toBeUndefined();
  });

  it('has a place for the row of every edge', () => {
    for (const edge of wholeChart.flatMap(({ edges }) => edges)) expect(rowRect(edge), edge.key).not.toBeNull();
  });

  it('lets a reader follow: inside an event the edge and both its phases are in sight', () => {
    const trace = traceOf(sleeper, [insmod(V1)]);
    const area = followed(viewAt(trace, 1, 2));
    for (const phase of ['klp_enable_patch', 'klp_init_patch']) {
      const box = wholeDrawing.boxes.find((each) => each.name === phase);
      expect(area.x).toBeLessThanOrEqual(box?.x ?? Number.NaN);
      expect(area.x + area.width).toBeGreaterThanOrEqual((box?.x ?? Number.NaN) + (box?.width ?? 0));
    }
    expect(area.width).toBeLessThan(700);
  });

  it('lets a reader follow: after a refusal the phase that asked the rule is in sight, readable', () => {
    const view = viewAfter(quiet, [insmod(STICKY), attempt, disable(STICKY)]);
    const box = wholeDrawing.boxes.find((each) => each.name === '__klp_disable_patch');
    expect(followed(view)).toMatchObject({ x: box?.x, y: box?.y, width: box?.width, height: box?.height });
  });
});
