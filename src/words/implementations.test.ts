import { describe, expect, it } from 'vitest';
import { attempt, insmod, quiet, traceOf } from '../panels/panels.testkit';
import { append, fork } from '../trace/trace';
import { implColours, implIndex, ORIGINAL } from './implementations';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';

describe('the colour of an implementation', () => {
  const trace = traceOf(quiet, [insmod('test_klp_callbacks_mod'), insmod(V2), attempt, insmod(V1), attempt]);

  it('is 0 for the original and counts livepatches as they are first loaded, refused or not', () => {
    const colours = implColours(trace);
    expect(implIndex(colours, null)).toBe(ORIGINAL);
    expect([V2, V1].map((name) => implIndex(colours, name))).toEqual([1, 2]);
    expect(colours.has('test_klp_callbacks_mod')).toBe(false);
  });

  it('stays when history goes on', () => {
    const longer = append(trace, insmod('test_klp_version_3'));
    expect([...implColours(longer)].slice(0, 2)).toEqual([...implColours(trace)]);
    expect(implIndex(implColours(fork(trace, 3)), V2)).toBe(1);
  });

  it('is found for a name that the run has not named', () => {
    expect(implIndex(implColours(traceOf(quiet, [])), 'unknown')).toBe(1);
  });

  it('stays within the palette', () => {
    const names =
      trace.steps[0]?.kernel.library.filter(({ kind }) => kind === 'livepatch').map(({ name }) => name) ?? [];
    const colours = implColours(
      traceOf(
        quiet,
        names.map((name) => insmod(name)),
      ),
    );
    expect(colours.size).toBe(names.length);
    expect(Math.max(...colours.values())).toBe(6);
    expect(Math.min(...colours.values())).toBe(1);
  });

  it('is computed once per trace', () => {
    expect(implColours(trace)).toBe(implColours(trace));
  });
});
