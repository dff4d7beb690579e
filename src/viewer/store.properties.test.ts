import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { policies } from '../kernel/policies';
import { loadNow, small } from '../session/session.testkit';
import { leavesScriptAt, pathOf } from './lines';
import { eventsOf } from './opening';
import { view } from './selectors';
import { createViewer } from './store';

const event: fc.Arbitrary<KernelEvent> = fc.oneof(
  fc.constantFrom<KernelEvent>(
    { type: 'attempt' },
    { type: 'tick' },
    { type: 'free' },
    { type: 'echo.enabled', patch: 'test_klp_version_2', value: '0' },
    { type: 'echo.force', patch: 'test_klp_version_2', value: '1' },
    { type: 'rmmod', module: 'test_klp_version_2' },
    { type: 'insmod', module: 'test_klp_version_3' },
    { type: 'insmod', module: 'nothing' },
  ),
  fc.record({ type: fc.constant('task.wake' as const), tid: fc.integer({ min: 100, max: 103 }) }),
  fc.record({ type: fc.constant('task.exit' as const), tid: fc.integer({ min: 100, max: 103 }) }),
);

type Verb =
  | { readonly do: 'stepOver' | 'stepBack' | 'stepInto' | 'stepOut' | 'home' | 'end' | 'backToScript' }
  | { readonly do: 'act'; readonly event: KernelEvent }
  | { readonly do: 'goto'; readonly step: number; readonly micro: number | null }
  | { readonly do: 'openLine'; readonly line: number }
  | { readonly do: 'setPolicy'; readonly id: string }
  | { readonly do: 'compare'; readonly policies: readonly string[] };

const verb: fc.Arbitrary<Verb> = fc.oneof(
  fc.record({
    do: fc.constantFrom('stepOver', 'stepBack', 'stepInto', 'stepOut', 'home', 'end', 'backToScript'),
  }),
  fc.record({ do: fc.constant('act' as const), event }),
  fc.record({
    do: fc.constant('goto' as const),
    step: fc.integer({ min: -2, max: 12 }),
    micro: fc.option(fc.integer({ min: -1, max: 20 })),
  }),
  fc.record({ do: fc.constant('openLine' as const), line: fc.integer({ min: -1, max: 6 }) }),
  fc.record({ do: fc.constant('setPolicy' as const), id: fc.constantFrom(...policies.map(({ id }) => id)) }),
  fc.record({
    do: fc.constant('compare' as const),
    policies: fc.array(fc.constantFrom(...policies.map(({ id }) => id)), { maxLength: 4 }),
  }),
);

const start = (own: boolean) => {
  const viewer = createViewer({ loadScenario: loadNow });
  if (own) viewer.verbs.openWorld(small.world);
  else viewer.verbs.openScenario('small');
  return viewer;
};

const apply = ({ verbs }: ReturnType<typeof start>, wanted: Verb): void => {
  if (wanted.do === 'act') verbs.act(wanted.event);
  else if (wanted.do === 'goto') verbs.goto(wanted.step, wanted.micro);
  else if (wanted.do === 'openLine') verbs.openLine(wanted.line);
  else if (wanted.do === 'setPolicy') verbs.setPolicy(wanted.id);
  else if (wanted.do === 'compare') verbs.compare(wanted.policies);
  else verbs[wanted.do]();
};

describe('whatever the reader does', () => {
  it('the cursor is inside the trace, the trace tells the current line, and no event is lost', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(verb, { maxLength: 25 }), (own, wanted) => {
        const viewer = start(own);
        const done: KernelEvent[] = own ? [] : [...eventsOf(small)];
        for (const each of wanted) {
          const before = viewer.store.getState();
          apply(viewer, each);
          if (each.do === 'act') done.push(each.event);
          const { trace, cursor, lines, line, policy, against } = viewer.store.getState();

          const step = trace.steps[cursor.step];
          expect(step).toBeDefined();
          if (cursor.micro !== null) expect(step?.microsteps[cursor.micro]).toBeDefined();
          expect(trace.policy).toBe(policy);
          expect(against).not.toContain(policy);
          expect(new Set(against).size).toBe(against.length);
          for (const other of against) expect(viewer.traceUnder(other).steps).toHaveLength(trace.steps.length);
          expect(trace.steps.slice(1).map((each) => each.event)).toEqual(pathOf(lines, line));
          expect(view(viewer.store.getState()).step).toBe(step);

          const onLines = lines.flatMap((each) => each.events);
          expect(onLines).toHaveLength(done.length);
          expect(done.every((event) => onLines.includes(event))).toBe(true);
          for (const [index, old] of before.lines.entries()) {
            expect(lines[index]?.events.slice(0, old.events.length)).toEqual(old.events);
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('back to the script returns to the step of the script that the branch left', () => {
    fc.assert(
      fc.property(fc.array(verb, { maxLength: 25 }), (wanted) => {
        const viewer = start(false);
        for (const each of wanted) apply(viewer, each);
        const { lines, line, cursor } = viewer.store.getState();
        const left = leavesScriptAt(lines, line);
        viewer.verbs.backToScript();
        const after = viewer.store.getState();
        expect(after.line).toBe(0);
        expect(after.lines).toBe(lines);
        expect(after.cursor).toEqual(left === null ? cursor : { step: left, micro: null });
        expect(after.trace.steps).toHaveLength(small.steps.length + 1);
        if (left === null) return;
        viewer.verbs.openLine(line);
        expect(pathOf(viewer.store.getState().lines, line)).toEqual(pathOf(lines, line));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
