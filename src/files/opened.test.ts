import { describe, expect, it } from 'vitest';
import { fileOfScenario, klpFileText } from '../file/file';
import { loadScenario } from '../scenarios/index';
import { createViewer } from '../viewer/store';
import { openedFrom } from './opened';

const sticky = await loadScenario('sticky-reversed');
const text = klpFileText(fileOfScenario(sticky));

describe('a file that is opened', () => {
  it('is told like the scenario that it was, under a name that no link knows', () => {
    const opened = openedFrom(text);
    if ('problems' in opened) throw new Error(opened.problems.join());
    expect(opened.scenario).toEqual({ ...sticky, id: 'from-a-file', group: 'First steps' });
    const { store, verbs } = createViewer({ loadScenario });
    verbs.openFile(opened.scenario);
    const { source, scenario, policy, lines, cursor } = store.getState();
    expect(source).toEqual({ kind: 'world', told: opened.scenario });
    expect(scenario).toBe(opened.scenario);
    expect(policy).toBe(sticky.policy ?? 'rfc-2019');
    expect(lines[0]?.events).toHaveLength(sticky.steps.length);
    expect(cursor.step).toBe(0);
  });

  it('that cannot be read says what is wrong, and where', () => {
    expect(openedFrom(text.replace('"tick"', '"tock"').replace('"klp": 1', '"klp": 7'))).toEqual({
      problems: ['made by a newer release: its form is 7, this release reads up to 1'],
    });
    expect(openedFrom(text.replace('"comm": "systemd"', '"comm": 1'))).toEqual({
      problems: ['world.tasks[0].comm: expected a text, found 1'],
    });
  });
});
