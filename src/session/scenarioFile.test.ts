import { expect, it } from 'vitest';
import { fileOfScenario, klpFileText } from '../file/file';
import { playFile } from '../file/play';
import { problemText, readKlpFile } from '../file/read';
import { loadScenario } from '../scenarios/index';
import { createViewer } from '../viewer/store';
import { fileOnScreen, fileWhereItIs } from './scenarioFile';

const sticky = await loadScenario('sticky-reversed');

/** A viewer with this scenario. */
const open = () => {
  const viewer = createViewer({ loadScenario: () => sticky });
  viewer.verbs.openScenario(sticky.id);
  const { getState } = viewer.store;
  return {
    ...viewer.verbs,
    get: getState,
    file: () => fileOnScreen(getState()),
    fileHere: () => fileWhereItIs(getState()),
  };
};

it('a scenario that is followed is exported as it is', () => {
  expect(open().file()).toEqual(fileOfScenario(sticky));
});

it('a branch has the words of the script up to where it leaves it, and its own events', () => {
  const viewer = open();
  viewer.goto(2);
  viewer.act({ type: 'tick' });
  const { steps, id, title } = viewer.file();
  expect([id, title]).toEqual([undefined, sticky.title]);
  expect(steps).toEqual([...sticky.steps.slice(0, 2), { event: { type: 'tick' } }]);
});

it('under another policy it keeps its words, says what they were written for, and expects nothing', () => {
  const viewer = open();
  viewer.setPolicy('system-state');
  const { policy, steps, opening } = viewer.file();
  expect(policy).toBe('system-state');
  expect(steps.map(({ says }) => says)).toEqual(sticky.steps.map(({ says }) => says));
  expect(steps.flatMap(({ ask = [] }) => ask)).toEqual(sticky.steps.flatMap(({ ask = [] }) => ask));
  for (const step of steps) expect(Object.keys(step)).not.toContain('expect');
  expect(opening).toBe(`${sticky.opening} What is said was written for the policy “RFC 2019: versioning and sticky”.`);
});

it('a world of one’s own comes back', () => {
  const viewer = open();
  viewer.openWorld({ tasks: [{ tid: 1, comm: 'a' }] }, [{ type: 'insmod', module: 'test_klp_livepatch' }]);
  const read = readKlpFile(klpFileText(viewer.file()));
  if ('problems' in read) throw new Error(read.problems.map(problemText).join());
  expect(read.file).toEqual(viewer.file());
  expect(playFile(read.file).trace.steps).toHaveLength(2);
});

it('a file that is saved at a step opens there again', () => {
  const viewer = open();
  expect(viewer.fileHere()).toEqual(viewer.file());
  viewer.goto(2);
  const text = klpFileText(viewer.fileHere());
  const read = readKlpFile(text);
  if ('problems' in read) throw new Error(read.problems.map(problemText).join());
  expect(read.file).toEqual({ ...viewer.file(), at: 2 });
  viewer.home();
  viewer.openFile(sticky, read.file.at);
  expect(viewer.get().cursor).toEqual({ step: 2, micro: null });
  viewer.openFile(sticky);
  expect(viewer.get().cursor.step).toBe(0);

  const beyond = readKlpFile(klpFileText({ ...read.file, at: 99 }));
  expect('problems' in beyond && beyond.problems.map(problemText)).toEqual([
    `at: it opens at step 99, and the last one is ${sticky.steps.length}`,
  ]);
});
