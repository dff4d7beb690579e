import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, createActor, getMicrosteps } from 'xstate';
import { boot } from '../kernel/boot';
import type { EventType } from '../kernel/events';
import { policies } from '../kernel/policies';
import { possibleEvents } from '../kernel/possibleEvents';
import { conditions, rules } from '../kernel/rules';
import { updates } from '../kernel/updates';
import type { Chart } from './chart';
import { type Emitted, klp } from './klp';
import { compounds, isStable, stablePhases } from './phases';
import { reports } from './reports';
import { step } from './step';
import { chartUnder, type Edge } from './under';

/** A property per type, so that the compiler asks for a new one. */
const eventTypes: Readonly<Record<EventType, true>> = {
  insmod: true,
  rmmod: true,
  'echo.enabled': true,
  'echo.force': true,
  'echo.param': true,
  'sysctl.ftrace': true,
  attempt: true,
  free: true,
  tick: true,
  'task.call': true,
  'task.return': true,
  'task.sleep': true,
  'task.wake': true,
  'task.run': true,
  'task.preempt': true,
  'task.user': true,
  'task.fork': true,
  'task.exit': true,
  'task.signal': true,
  'cpu.offline': true,
  'cpu.online': true,
};

const charts = policies.map(({ id }) => chartUnder(id));
const allStates = charts.flatMap(({ states }) => states);
const allEdges = charts.flatMap(({ edges }) => [...edges.values()]);

describe('the wiring', () => {
  test('every state and every edge says what it is and where it comes from', () => {
    for (const { name, description, source } of allStates) {
      expect(description, name).toMatch(/\S.*\.$|\?$/);
      expect(source, name).not.toBe('');
    }
    for (const { key, description, source } of allEdges) {
      expect(description, key).not.toBe('');
      expect(source, key).not.toBe('');
    }
    expect(allEdges.length).toBeGreaterThan(5 * 100);
  });

  test('every edge has a key of its own: its state, its event, its guard', () => {
    for (const { states, edges } of charts) {
      expect(edges.size).toBe(states.flatMap((state) => state.edges).length);
      for (const [key, { from, event, guard }] of edges) {
        const words = [from, event, guard.kind === 'otherwise' ? 'otherwise' : guard.name];
        expect(key).toBe(words.filter((word) => word !== null).join(' '));
      }
    }
  });

  test('what is waited for in all three phases is said once', () => {
    for (const { states } of charts) {
      const own = (name: string) => states.find((state) => state.name === name)?.edges.map(({ event }) => event);
      expect(stablePhases.map(own)).toEqual([['attempt'], ['attempt'], ['attempt']]);
      expect(states.flatMap(({ edges }) => edges).length).toBeLessThan(135);
    }
  });

  const guardNames = ({ guard }: Edge) => (guard.kind === 'otherwise' ? [] : [guard.name]);

  test.each([
    ['rule', rules, guardNames],
    ['condition', conditions, guardNames],
    ['update', updates, ({ actions }: Edge) => actions],
    ['report', reports, ({ actions }: Edge) => actions],
  ] as const)('every %s of the registry is wired into the chart of some policy', (_kind, registry, names) => {
    const wired = new Set<string>(allEdges.flatMap((edge) => [...names(edge)]));
    expect(Object.keys(registry).filter((name) => !wired.has(name))).toEqual([]);
  });

  test('every name is wired to events that it is for', () => {
    const registry: Readonly<Record<string, { readonly on: readonly string[] }>> = {
      ...rules,
      ...conditions,
      ...updates,
      ...reports,
    };
    let checked = 0;
    for (const { key, event, guard, actions } of allEdges) {
      if (event === null) continue;
      for (const name of [...actions, ...(guard.kind === 'otherwise' ? [] : [guard.name])]) {
        checked += 1;
        const types = registry[name]?.on ?? ['nothing'];
        if (types.length > 0) expect(types, key).toContain(event);
      }
    }
    expect(checked).toBeGreaterThan(5 * 50);
  });

  test('every transient phase has a way out that no guard can close', () => {
    const transient = allStates.filter(({ name, compound }) => !compound && !isStable(name));
    for (const { name, edges } of transient) expect(edges.at(-1)?.guard, name).toEqual({ kind: 'otherwise' });
    expect(transient.length).toBe(5 * 25);
  });

  test('every event is answered in every phase where events are waited for', () => {
    for (const { asks } of charts) {
      for (const phase of stablePhases) {
        for (const type of Object.keys(eventTypes) as EventType[]) {
          const last = asks(phase, type).at(-1);
          expect(last, `${phase} ${type}`).toBeDefined();
          if (last?.guard.kind === 'rule') expect(type).toMatch(/^(attempt|free)$/);
        }
      }
    }
  });

  test('policies differ only in the refusals they add, in what is replaced, and in what a completed transition does', () => {
    const wiring = charts.map(({ policy, edges }) => {
      const own = new Set<string>([
        'tellCounter',
        ...policy.onLoad,
        ...policy.onWrite,
        ...policy.onDisable,
        policy.replaces,
        ...policy.onComplete,
      ]);
      return [...edges.values()]
        .filter(({ guard }) => guard.kind !== 'rule' || !own.has(guard.name))
        .map(({ key, to, actions }) => [key, to, actions.filter((name) => !own.has(name))]);
    });
    for (const edges of wiring) expect(edges).toEqual(wiring[0]);
  });
});

const nodesIn = (node: Chart['root']): readonly Chart['root'][] =>
  Object.values(node.states).flatMap((inner) => [inner, ...nodesIn(inner)]);

describe('the XState machine', () => {
  test('has the states that phases.ts names, in the compound states it names', () => {
    for (const { machine } of charts) {
      for (const [compound, phases] of Object.entries(compounds))
        expect(Object.keys(machine.getStateNodeById(compound).states)).toEqual([...phases]);
      expect(Object.keys(machine.root.states)).toEqual([...Object.keys(compounds), 'return']);
    }
  });

  test('keeps to what can be compiled: on and always, names only', () => {
    for (const { machine } of charts) {
      for (const node of nodesIn(machine.root)) {
        expect(['atomic', 'compound']).toContain(node.type);
        expect([node.invoke, node.after, node.entry, node.exit]).toEqual([[], [], [], []]);
        const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
        for (const { guard, target, eventType } of transitions) {
          expect(['undefined', 'string']).toContain(typeof guard);
          expect(target?.length ?? 0).toBeLessThanOrEqual(1);
          expect(eventType).not.toContain('*');
        }
      }
    }
  });

  test('runs as an actor that tells which edges it takes and what they report', () => {
    const heard: Emitted[] = [];
    const actor = createActor(chartUnder('rfc-2019').machine);
    actor.on('*', (emitted) => heard.push(emitted));
    actor.start();
    actor.send({ type: 'attempt' });
    expect(heard).toMatchObject([
      { type: 'took', edge: 'idle attempt noTransition' },
      { type: 'told', facts: [{ type: 'refused', verdict: { rule: 'noTransition' } }] },
    ]);
  });

  test('two edges with the same words change nothing but words', () => {
    const { machine, edges } = chartUnder('rfc-2019');
    const wordless = JSON.parse(
      JSON.stringify(machine.config, (name, value) => (name === 'description' ? 'The same.' : value)),
    );
    const twin = klp.createMachine(wordless);
    const kernel = boot({ cpus: 2, tasks: [{ tid: 101, comm: 'bash' }] });
    for (const event of Object.values(possibleEvents(kernel)).flat()) {
      const play = (chart: AnyStateMachine) =>
        getMicrosteps(chart, chart.resolveState({ value: { waiting: 'idle' }, context: { kernel } }), event).map(
          ([after, actions]) => [after.value, after.context, actions.map(({ params }) => params)],
        );
      expect(play(twin)).toEqual(play(machine));
    }
    expect(edges.size).toBeGreaterThan(100);
  });
});

describe('a step', () => {
  const kernel = boot({ cpus: 2, tasks: [{ tid: 101, comm: 'bash' }] });

  test('begins where events are waited for and ends there', () => {
    for (const pool of Object.values(possibleEvents(kernel))) {
      for (const event of pool) {
        const microsteps = step('rfc-2019', 'idle', kernel, event);
        expect(microsteps.length, JSON.stringify(event)).toBeGreaterThan(0);
        expect(['idle', 'waiting']).toContain(microsteps[0]?.edge.from);
        expect(stablePhases).toContain(microsteps.at(-1)?.phase);
        for (const [index, { edge }] of microsteps.entries())
          if (index > 0) expect(edge.from).toBe(microsteps[index - 1]?.phase);
      }
    }
  });

  test('says what was asked before each edge that it took', () => {
    const [insmod, loader] = step('rfc-2019', 'idle', kernel, { type: 'insmod', module: 'test_klp_version_1' });
    expect(insmod?.asked).toEqual([]);
    expect(loader?.asked.map(({ key }) => key)).toEqual([
      'load_module moduleFileMissing',
      'load_module signatureRejected',
      'load_module vermagicWrong',
      'load_module livepatchSupportOff',
      'load_module moduleAlreadyLoaded',
      'load_module symbolUnresolved',
    ]);
    expect(loader?.edge.key).toBe('load_module isLivepatch');
  });

  test('that is refused before anything was done leaves the very same kernel', () => {
    const [only, ...rest] = step('rfc-2019', 'idle', kernel, { type: 'attempt' });
    expect(rest).toEqual([]);
    expect(only?.kernel).toBe(kernel);
    expect(only?.facts.map(({ type }) => type)).toEqual(['refused']);
  });

  test('goes through the kernel’s functions in their order', () => {
    const microsteps = step('rfc-2019', 'idle', kernel, { type: 'insmod', module: 'test_klp_version_1' });
    expect(microsteps.map(({ phase }) => phase)).toEqual([
      'load_module',
      'klp_enable_patch',
      'klp_init_patch',
      '__klp_enable_patch',
      'klp_pre_patch_callback',
      'klp_patch_object',
      'klp_pre_patch_callback',
      'klp_start_transition',
      'klp_try_complete_transition',
      'do_idle',
      'return',
      'patching',
    ]);
  });

  test('under a policy that does not exist says so', () => {
    expect(() => step('no-such-policy', 'idle', kernel, { type: 'attempt' })).toThrow(
      "There is no policy 'no-such-policy'.",
    );
  });
});
