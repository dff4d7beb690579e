import { describe, expect, it } from 'vitest';
import { type Policy, policies, policyOf } from '../kernel/policies';
import { chartDifference, type EdgeDifference } from './difference';

const named = (...ids: readonly string[]): readonly Policy[] => ids.flatMap((id) => policyOf(id) ?? []);

const told = ({ edge, policies: have, runs }: EdgeDifference): string =>
  `${edge.from}${edge.guard.kind === 'rule' ? ` refuses ${edge.guard.name}` : ''}: ${have.join(', ')}${runs.map(({ action, policies: run }) => `; ${action}: ${run.join(', ')}`).join('')}`;

describe('the charts of two policies', () => {
  it('differ, between the RFC and no checks, in the two refusals and in the counter', () => {
    expect(chartDifference(named('rfc-2019', 'atomic-replace')).map(told)).toEqual([
      'klp_enable_patch refuses versionNotNewer: rfc-2019',
      'klp_post_callbacks: rfc-2019, atomic-replace; tellCounter: rfc-2019; updateLatestVersion: rfc-2019',
      '__klp_disable_patch refuses stickyMayNotBeDisabled: rfc-2019',
    ]);
  });

  it('name every policy that has an edge, in the order given', () => {
    const all = chartDifference(named('system-state', 'atomic-replace', 'rfc-2019'));
    expect(all.find(({ edge }) => edge.key === '__klp_disable_patch stickyMayNotBeDisabled')?.policies).toEqual([
      'rfc-2019',
    ]);
    expect(all.find(({ runs }) => runs.length > 0)?.policies).toEqual(['system-state', 'atomic-replace', 'rfc-2019']);
  });

  it.each(policies)('are the same for $id and itself', (policy) => {
    expect(chartDifference([policy, policy])).toEqual([]);
    expect(chartDifference([policy])).toEqual([]);
  });

  it('have in common what no policy adds: a difference is a refusal, or a change on the way', () => {
    const differences = chartDifference(policies);
    expect(differences.length).toBeGreaterThan(3);
    for (const { edge, policies: have, runs } of differences) {
      if (have.length < policies.length) expect(edge.guard.kind).toBe('rule');
      else expect(runs.length).toBeGreaterThan(0);
    }
  });
});
