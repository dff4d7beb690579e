import { describe, expect, test } from 'vitest';
import { affordances } from '../kernel/affordances';
import { boot } from '../kernel/boot';
import type { EventType } from '../kernel/events';
import { policies } from '../kernel/policies';
import { conditions, rules } from '../kernel/rules';
import { updates } from '../kernel/updates';
import { makeChart, phasesOf } from './chart';
import { type Edge, isPhase, type PhaseConfig, stablePhases } from './edge';
import { reports } from './reports';
import { isStable, step } from './step';

const edgesOf = ({ on = {}, always = [] }: PhaseConfig): readonly Edge[] => [...Object.values(on).flat(), ...always];
const allPhases = policies.flatMap((policy) => Object.entries(phasesOf(policy)));
const allEdges = allPhases.flatMap(([phase, config]) => edgesOf(config).map((edge) => ({ phase, edge })));

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

describe('the wiring', () => {
  test('every phase and every edge says what it is and where it comes from', () => {
    for (const [phase, { description, source }] of allPhases) {
      expect(description, phase).toMatch(/\S.*\.$|\?$/);
      expect(source, phase).not.toBe('');
    }
    for (const { phase, edge } of allEdges) {
      expect(edge.says, phase).not.toBe('');
      expect(edge.source, phase).not.toBe('');
    }
    expect(allEdges.length).toBeGreaterThan(200);
  });

  test.each([
    ['rule', rules, (edge: Edge) => [edge.refusedBy]],
    ['condition', conditions, (edge: Edge) => [edge.when]],
    ['update', updates, (edge: Edge) => edge.run ?? []],
    ['report', reports, (edge: Edge) => edge.run ?? []],
  ] as const)('every %s of the registry is wired into the chart of some policy', (_kind, registry, names) => {
    const wired = new Set<string | undefined>(allEdges.flatMap(({ edge }) => [...names(edge)]));
    expect(Object.keys(registry).filter((name) => !wired.has(name))).toEqual([]);
  });

  test('rules and updates hang only on events they are for', () => {
    let checked = 0;
    for (const [phase, { on = {} }] of allPhases) {
      for (const [type, edges] of Object.entries(on)) {
        for (const { refusedBy, run = [] } of edges) {
          const entries = [
            ...(refusedBy === undefined ? [] : [rules[refusedBy]]),
            ...run.flatMap((name) => (name in updates ? [updates[name as keyof typeof updates]] : [])),
          ];
          for (const entry of entries) {
            checked += 1;
            const types: readonly string[] = entry.on;
            if (types.length > 0) expect(types, phase).toContain(type);
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  test('every transient phase has a way out that no guard can close', () => {
    const transient = allPhases.filter(([phase]) => !isStable(phase));
    for (const [phase, { always = [] }] of transient) {
      const last = always.at(-1);
      expect([last?.when, last?.refusedBy], phase).toEqual([undefined, undefined]);
    }
    expect(transient.length).toBeGreaterThan(20);
  });

  test('every event is answered in every phase where events are waited for', () => {
    for (const policy of policies) {
      for (const phase of stablePhases) {
        expect(Object.keys(phasesOf(policy)[phase].on ?? {}).sort()).toEqual(Object.keys(eventTypes).sort());
      }
    }
  });

  test('policies differ only in the refusals they add, in what is replaced, and in what a completed transition does', () => {
    const wiring = policies.map((policy) => {
      const own = new Set<string>([
        'counter',
        ...policy.onLoad,
        ...policy.onWrite,
        ...policy.onDisable,
        policy.replaces,
        ...policy.onComplete,
      ]);
      return Object.entries(phasesOf(policy)).flatMap(([phase, config]) =>
        edgesOf(config)
          .filter(({ refusedBy }) => refusedBy === undefined || !own.has(refusedBy))
          .map(({ to, when, refusedBy, run = [] }) =>
            JSON.stringify([phase, to, when, refusedBy, run.filter((name) => !own.has(name))]),
          ),
      );
    });
    for (const edges of wiring) expect(edges).toEqual(wiring[0]);
  });
});

describe('the XState machine', () => {
  const machines = policies.map(makeChart);

  test('keeps to what can be compiled: flat phases, on and always, names only', () => {
    for (const machine of machines) {
      const nodes = Object.values(machine.root.states);
      expect(nodes).toHaveLength(28);
      for (const node of nodes) {
        expect(isPhase(node.key)).toBe(true);
        expect(node.type).toBe('atomic');
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
});

describe('a step', () => {
  const kernel = boot({ cpus: 2, tasks: [{ tid: 101, comm: 'bash' }] });

  test('begins where events are waited for and ends there', () => {
    for (const pool of Object.values(affordances(kernel))) {
      for (const event of pool) {
        const moves = step('rfc-2019', 'idle', kernel, event);
        expect(moves.length, JSON.stringify(event)).toBeGreaterThan(0);
        expect(moves[0]?.edge.from).toBe('idle');
        expect(stablePhases).toContain(moves.at(-1)?.phase);
        for (const [index, move] of moves.entries())
          if (index > 0) expect(move.edge.from).toBe(moves[index - 1]?.phase);
      }
    }
  });

  test('that is refused before anything was done leaves the very same kernel', () => {
    const [only, ...rest] = step('rfc-2019', 'idle', kernel, { type: 'attempt' });
    expect(rest).toEqual([]);
    expect(only?.kernel).toBe(kernel);
    expect(only?.facts.map(({ type }) => type)).toEqual(['refused']);
  });

  test('goes through the kernel’s functions in their order', () => {
    const moves = step('rfc-2019', 'idle', kernel, { type: 'insmod', module: 'test_klp_version_1' });
    expect(moves.map(({ phase }) => phase)).toEqual([
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
