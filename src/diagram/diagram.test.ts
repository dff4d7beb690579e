import { describe, expect, it } from 'vitest';
import { chartUnder } from '../chart/under';
import { policies } from '../kernel/policies';
import { atomicReplace } from '../kernel/policies/atomicReplace';
import { rfc2019 } from '../kernel/policies/rfc2019';
import { systemState } from '../kernel/policies/systemState';
import { askWords, diagramOf, unionOf } from './diagram';

const union = unionOf(policies);

/** What the edges of a state ask, in order. */
const asked = (diagram: typeof union, name: string, event: string | null = null): readonly string[] =>
  diagram
    .filter((node) => node.name === name)
    .flatMap(({ edges }) => edges.filter((edge) => edge.event === event).map((edge) => askWords(edge)));

describe('the chart as nodes and edges', () => {
  it.each(policies)('has every state and every edge of the chart under $id, in its order', (policy) => {
    const { states } = chartUnder(policy.id);
    const plain = diagramOf(policy).map(({ stable: _, edges, ...node }) => ({
      ...node,
      edges: edges.map(({ alone: _alone, policies: _policies, ...edge }) => edge),
    }));
    expect(plain).toEqual(states);
  });

  it('asks before klp_enable_patch() whether the parameters are good, init gets there and the module is marked, what the policy asks, and nothing else', () => {
    const parsed = ['✕ parameterInvalid', '✕ initFails', 'when neverEnables', '✕ notMarkedLivepatch'];
    expect(asked(diagramOf(rfc2019), 'klp_enable_patch')).toEqual([...parsed, '✕ versionNotNewer', 'otherwise']);
    expect(asked(diagramOf(systemState), 'klp_enable_patch')).toEqual([
      ...parsed,
      '✕ statesNotCompatible',
      'otherwise',
    ]);
    expect(asked(diagramOf(atomicReplace), 'klp_enable_patch')).toEqual([...parsed, 'otherwise']);
  });

  it('calls an edge that is asked last and alone what it is', () => {
    const alone = union.find(({ name }) => name === 'klp_send_signals')?.edges ?? [];
    expect(alone.map((edge) => askWords(edge))).toEqual(['always']);
    expect(asked(union, 'waiting', 'task.fork')).toEqual(['✕ taskCannot', '✕ tidTaken', 'otherwise']);
    expect(asked(union, 'waiting', 'tick')).toEqual(['always']);
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
