import { defaultPolicy, policyOf } from '../kernel/policies';
import type { Link, Playlist } from '../link/readable';
import type { Scenario } from '../scenarios/scenario';
import { eventsOf, startOf } from '../viewer/opening';

/** A scenario of one's own, told as it is kept, at its beginning or at its end. */
export const ownLink = (scenario: Scenario, talk?: Playlist, where: 'boot' | 'end' = 'boot'): Link => {
  const { world, steps, policy = defaultPolicy.id } = scenario;
  return {
    policy: policyOf(policy) === undefined ? defaultPolicy.id : policy,
    source: { kind: 'world', world, events: eventsOf(scenario), told: scenario },
    ...(talk && { talk }),
    step: where === 'boot' ? startOf(scenario).step : steps.length,
    micro: null,
  };
};
