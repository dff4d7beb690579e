/**
 * Draws every panel at every step of every scenario, forwards and back. Each must print all that its own functions answer, and what
 * the scenario's author wrote down.
 */
import { describe, expect, it } from 'vitest';
import { keepsCounter } from '../kernel/policies/policy';
import { livepatchImageOf } from '../kernel/queries';
import { readingOf } from '../kernel/readings';
import { patchPicture } from '../panels/chart/cycles/patchPicture';
import { functionsView } from '../panels/functions/table';
import { libraryGroups } from '../panels/library/rows';
import { logLines } from '../panels/log/lines';
import { patchesView } from '../panels/patches/cards';
import { REGIONS } from '../panels/regions';
import { type SysfsNode, sysfsTree } from '../panels/sysfs/nodes';
import { laneOf } from '../panels/tasks/laneRows';
import { counterView } from '../panels/version/counter';
import type { Expectation, Scenario } from '../scenarios/scenario';
import { loadScenario, titles } from '../session/catalogue';
import type { View } from '../viewer/contract';
import { view as viewOf } from '../viewer/selectors';
import { firstAttemptBy } from '../words/firstAttempt';
import { convergence } from '../words/tasks';
import { taskSummary, threadAt, threadCount } from '../words/threads';
import { why } from '../words/why';
import { labelsOf, openScreen, type Screen, textOf } from './screen.testkit';

/** A challenge has no steps but those that lead to it. */
const walked = await Promise.all(
  titles.filter(({ group }) => group !== 'Challenges').map(({ id }) => loadScenario(id)),
);

/** With hundreds of rows each, these two take longer to draw than all others together: one scenario of each group. */
const LARGE = ['Module library', 'Statechart'];
const shownWhole = new Set(walked.filter(({ group }, at) => walked[at - 1]?.group !== group));

/** Up to this many threads each one has its lane, and up to this many lines each one is in the page. */
const MOST_LANES = 40;
const MOST_LINES = 150;

const plain = (sentence: string): string => sentence.replaceAll('`', '');

const sysfsWords = ({ name, value, children }: SysfsNode): readonly string[] => [
  name,
  ...(value === null ? [] : value.split('\n')),
  ...children.flatMap(sysfsWords),
];

const lanesOf = ({ kernel, before, facts }: View) =>
  threadCount(kernel) > MOST_LANES
    ? []
    : Array.from({ length: threadCount(kernel) }, (_, index) => threadAt(kernel, index))
        .filter((thread) => thread !== null && thread !== undefined)
        .map((thread) => laneOf(kernel, before, facts, thread));

/**
 * Region → what the functions that its panel prints answer at this step. It proves that the panel is wired to them and leaves nothing
 * out; whether they are right, their own tests and `authored` say.
 */
const answersToPrint = (view: View): Readonly<Record<string, readonly string[]>> => {
  const { kernel, before, policy, trace, cursor } = view;
  const story = why(view);
  const counter = counterView(view);
  const { patches, targets, gone } = patchesView(view);
  const lines = logLines(trace, cursor);
  const { says, attempts } = convergence(kernel, taskSummary(kernel), firstAttemptBy(view));
  return {
    Why:
      story.kind === 'boot'
        ? [policy.title]
        : [
            ...(story.command === null ? [story.asked] : []),
            ...story.headline,
            ...story.sentences,
            ...(story.path.length > 1 ? story.path.flatMap(({ says, source }) => [says, source]) : []),
            ...(story.refusal === null
              ? [story.meaning]
              : [story.refusal.because, story.refusal.rule, story.refusal.wayOut]),
          ],
    'Loaded patches': [...patches, ...targets].map(({ card }) => card.name).concat(gone),
    Tasks: [
      says,
      attempts ?? '',
      ...lanesOf(view).flatMap(({ name, where, says, stateName }) => [name, where, says, stateName]),
    ],
    'Version counter': [...counter.says, ...(counter.kept ? [`${counter.value}latest_version`] : [])],
    Functions: functionsView(view).funcs.flatMap(({ card, rows }) => [
      card.func,
      ...rows.map(({ row }) => row.patch ?? 'original'),
    ]),
    'Kernel log': lines.length > MOST_LINES ? [] : lines.map(({ text }) => text),
    Sysfs: sysfsTree(kernel, before, policy).flatMap(({ path, children }) => [path, ...children.flatMap(sysfsWords)]),
    'Module library': libraryGroups(kernel).flatMap(({ title, rows }) => [title, ...rows.map(({ name }) => name)]),
    Statechart: [patchPicture(view, null).says],
  };
};

/** Region → what it must say because the scenario's author wrote down that it is so. */
const authored = (
  expected: Expectation,
  { kernel, policy, trace, cursor }: View,
): Readonly<Record<string, readonly string[]>> => ({
  Why: [
    ...(expected.refusedBy ? [expected.refusedBy] : []),
    ...(expected.errno ? [`refused with -${expected.errno}`] : []),
  ],
  'Loaded patches': expected.listed ?? [],
  'Version counter':
    expected.latestVersion !== undefined && keepsCounter(policy) ? [`${expected.latestVersion}latest_version`] : [],
  'Kernel log': logLines(trace, cursor).length > MOST_LINES ? [] : (expected.logs ?? []),
  Sysfs: (expected.modules ?? []).map((name) => (livepatchImageOf(kernel, name) === undefined ? `${name}/` : name)),
  Functions: Object.entries(expected.funcStack ?? {}).flatMap(([func, stack]) =>
    stack.length === 0 ? [] : [func.replace(/^.*:/, ''), ...stack.map((entry) => entry.replace('nop:', ''))],
  ),
});

/** What a region does not say though it should. A region that is not drawn says nothing, unless its name is in `but`. */
const unsaid = (
  drawn: ReadonlyMap<string, string>,
  words: Readonly<Record<string, readonly string[]>>,
  but: readonly string[],
): readonly string[] =>
  Object.entries(words)
    .filter(([region]) => !but.includes(region))
    .flatMap(([region, sentences]) => {
      const html = drawn.get(region);
      if (html === undefined) return [`${region}: is not there`];
      const said = [textOf(html), ...labelsOf(html)].join('\n');
      return sentences.filter((each) => !said.includes(plain(each))).map((each) => `${region}: ${each}`);
    });

const problemsAt = (
  screen: Screen,
  { opening, steps }: Scenario,
  drawn: ReadonlyMap<string, string>,
  but: readonly string[],
) => {
  const view = viewOf(screen.started.viewer.store.getState());
  const { step } = view.cursor;
  const scripted = steps[step - 1];
  const expected = scripted?.expect ?? {};
  return [
    ...unsaid(drawn, answersToPrint(view), but),
    ...unsaid(drawn, authored(expected, view), but),
    ...unsaid(
      drawn,
      {
        Narration: [scripted?.says ?? opening],
        Why: (scripted?.restsOn ?? []).map((key) => `Reading ${readingOf(key)?.number}, ours`),
        Timeline: [`Step ${step} of ${steps.length}`, ...(expected.refusedBy ? ['refused'] : [])],
      },
      but,
    ),
  ];
};

it('walks the scenarios that were asked for, and the self-tests', () => {
  const selfTests = walked.filter(({ group }) => group === 'Kernel self-tests');
  expect(walked.length - selfTests.length).toBeGreaterThanOrEqual(46);
  expect(selfTests.length).toBeGreaterThanOrEqual(19);
  expect(new Set(walked.map(({ id }) => id)).size).toBe(walked.length);
  expect(walked.every(({ steps, opening }) => steps.length > 0 && opening !== '')).toBe(true);
});

describe.each(walked)('$group: $title', (scenario) => {
  it('every panel says what it should after each step, and the same when the reader comes back', async () => {
    const screen = await openScreen(scenario);
    const { verbs } = screen.started.viewer;
    const but = shownWhole.has(scenario) ? [] : LARGE;
    const forwards = [screen.draw(but)];
    const names = [...REGIONS, 'Narration'].filter((name) => !but.includes(name)).sort();
    expect([...(forwards[0]?.keys() ?? [])].sort()).toEqual(names);
    for (const drawn of forwards) expect(problemsAt(screen, scenario, drawn, but), 'before the first step').toEqual([]);
    for (let step = 1; step <= scenario.steps.length; step += 1) {
      verbs.stepOver();
      const drawn = screen.draw(but);
      expect(problemsAt(screen, scenario, drawn, but), `after step ${step}`).toEqual([]);
      forwards.push(drawn);
    }
    for (let step = scenario.steps.length - 1; step >= 0; step -= 1) {
      verbs.stepBack();
      expect(screen.draw(but), `back at step ${step}`).toEqual(forwards[step]);
    }
    screen.started.stop();
  });
});
