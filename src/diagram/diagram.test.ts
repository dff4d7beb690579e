import { describe, expect, it } from 'vitest';
import { phasesOf } from '../chart/chart';
import { policies } from '../kernel/policies';
import { atomicReplace } from '../kernel/policies/atomicReplace';
import { rfc2019 } from '../kernel/policies/rfc2019';
import { systemState } from '../kernel/policies/systemState';
import { disable, insmod, quiet, traceOf } from '../panels/panels.testkit';
import { askWords, diagramOf, edgeTaken, unionOf } from './diagram';

const union = unionOf(policies);

/** What the edges of a phase ask, in order. */
const asked = (diagram: typeof union, phase: string, event: string | null = null): readonly string[] =>
  diagram
    .filter((node) => node.phase === phase)
    .flatMap(({ edges }) => edges.filter((edge) => edge.event === event).map((edge) => askWords(edge)));

describe('the chart as nodes and edges', () => {
  it.each(policies)('has every phase and every edge of the chart under $id, in its order', (policy) => {
    const diagram = diagramOf(policy);
    const phases = Object.entries(phasesOf(policy));
    expect(diagram.map(({ phase, description, source }) => [phase, description, source])).toEqual(
      phases.map(([phase, { description, source }]) => [phase, description, source]),
    );
    for (const [at, [phase, { on = {}, always = [] }]] of phases.entries()) {
      const wanted = [...Object.values(on).flat(), ...always].map(({ to, says, source }) => [
        to ?? phase,
        says,
        source,
      ]);
      expect(diagram[at]?.edges.map(({ to, says, source }) => [to, says, source])).toEqual(wanted);
    }
  });

  it('asks before klp_enable_patch() whether the parameters are good, what the policy asks, and nothing else', () => {
    const parsed = ['✕ parameterInvalid'];
    expect(asked(diagramOf(rfc2019), 'klp_enable_patch')).toEqual([...parsed, '✕ versionNotNewer', 'otherwise']);
    expect(asked(diagramOf(systemState), 'klp_enable_patch')).toEqual([
      ...parsed,
      '✕ statesNotCompatible',
      'otherwise',
    ]);
    expect(asked(diagramOf(atomicReplace), 'klp_enable_patch')).toEqual([...parsed, 'otherwise']);
  });

  it('calls an edge that is asked last and alone what it is', () => {
    const alone = union.find(({ phase }) => phase === 'klp_send_signals')?.edges ?? [];
    expect(alone.map((edge) => askWords(edge))).toEqual(['always']);
    expect(asked(union, 'idle', 'task.fork')).toEqual(['✕ taskCannot', '✕ tidTaken', 'otherwise']);
    expect(asked(union, 'idle', 'tick')).toEqual(['always']);
    expect(asked(union, 'do_idle')).toEqual(['when idleTasksWoken', 'otherwise']);
  });
});

describe('the charts of all policies in one', () => {
  it('has every edge of each once, in an order that is right for each', () => {
    const keys = union.flatMap(({ edges }) => edges.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    for (const policy of policies) {
      const own = union.map(({ edges }) => edges.filter((edge) => edge.policies.includes(policy.id)));
      expect(own.map((edges) => edges.map(({ key }) => key))).toEqual(
        diagramOf(policy).map(({ edges }) => edges.map(({ key }) => key)),
      );
    }
  });

  it('names the policies that have an edge', () => {
    const edges = unionOf([rfc2019, systemState]).flatMap((node) => node.edges);
    const policiesOf = (key: string) => edges.find((edge) => edge.key === key)?.policies;
    expect(policiesOf('klp_enable_patch versionNotNewer')).toEqual(['rfc-2019']);
    expect(policiesOf('klp_enable_patch statesNotCompatible')).toEqual(['system-state']);
    expect(policiesOf('klp_enable_patch otherwise')).toEqual(['rfc-2019', 'system-state']);
  });
});

describe('an edge that a step reports', () => {
  it('is found in the chart by what the step says of it, and by nothing else', () => {
    const all = union.flatMap(({ edges }) => edges);
    for (const edge of all) expect(edgeTaken(union, edge.event, edge)?.key).toBe(edge.key);
    expect(edgeTaken(union, 'insmod', { from: 'nowhere', to: 'idle', says: '' })).toBeUndefined();
  });

  it('is the edge whose rule refused', () => {
    const sticky = 'test_klp_sticky_0';
    const trace = traceOf(quiet, [insmod(sticky), { type: 'attempt' }, disable(sticky)]);
    const keys = trace.steps
      .at(-1)
      ?.moves.map(({ edge }, at) => edgeTaken(union, at === 0 ? 'echo.enabled' : null, edge)?.key);
    expect(keys).toEqual([
      'idle echo.enabled otherwise',
      'enabled_store otherwise',
      '__klp_disable_patch stickyMayNotBeDisabled',
      'return otherwise',
    ]);
  });
});
