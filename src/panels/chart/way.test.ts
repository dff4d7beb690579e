import { describe, expect, it } from 'vitest';
import { attempt, disable, insmod, quiet, sleeper, traceOf, viewAfter, viewAt } from '../panels.testkit';
import { judge } from './now';
import { wayOf, waysOn } from './way';

const V1 = 'test_klp_version_1';
const STICKY = 'test_klp_sticky_0';

const statusesOf = (view: Parameters<typeof judge>[0]) => {
  const judging = judge(view);
  for (;;) {
    const { done, value } = judging.next();
    if (done) return value;
  }
};

describe('the way of a step through the chart', () => {
  it('is empty at the boot', () => {
    expect(wayOf(viewAfter(quiet, []))).toEqual({ stops: [], eye: null });
  });

  it('tells phase by phase what was asked, with its values, what was taken, and where it led', () => {
    const { stops, eye } = wayOf(viewAfter(quiet, [insmod(STICKY), attempt, disable(STICKY)]));
    expect(stops.map(({ number, phase, within, leadsTo }) => [number, phase, within, leadsTo])).toEqual([
      [1, 'idle', 'waiting', 'enabled_store'],
      [2, 'enabled_store', 'writing', '__klp_disable_patch'],
      [3, '__klp_disable_patch', 'writing', 'return'],
      [4, 'return', null, 'idle'],
    ]);
    expect(stops[2]).toMatchObject({ asks: '✕ stickyMayNotBeDisabled, 1 = 0', refused: true });
    expect(stops[3]?.asked.map(({ says }) => says)).toEqual(['– isUnpatching', '– transitionRuns']);
    expect(eye).toBe(3);
  });

  it('names the rules that had nothing to refuse', () => {
    const { stops, eye } = wayOf(viewAfter(sleeper, [insmod(V1)]));
    const asked = stops.find(({ phase }) => phase === 'klp_enable_patch')?.asked.map(({ says }) => says);
    expect(asked).toContain('✓ versionNotNewer, 1 > 0');
    expect(eye).toBeNull();
  });

  it('inside an event ends where the reader is, and looks there', () => {
    const { stops, eye } = wayOf(viewAt(traceOf(sleeper, [insmod(V1)]), 1, 2));
    expect(stops.map(({ phase }) => phase)).toEqual(['idle', 'load_module', 'klp_enable_patch']);
    expect(eye).toBe(3);
  });
});

describe('what would lead on', () => {
  it('is one open edge for each event that the phase waits for', () => {
    const view = viewAfter(sleeper, [insmod(V1)]);
    const events = waysOn(view, statusesOf(view)).map(({ event }) => event);
    expect(events[0]).toBe('attempt');
    expect(events).toEqual(expect.arrayContaining(['insmod', 'echo.enabled']));
    expect(new Set(events).size).toBe(events.length);
    expect(waysOn(view, new Map())).toEqual([]);
  });

  it('is nothing inside an event', () => {
    const view = viewAt(traceOf(sleeper, [insmod(V1)]), 1, 2);
    expect(waysOn(view, statusesOf(view))).toEqual([]);
  });
});
