/** What could refuse an event, whatever the kernel is like: read from the chart as a graph, nothing is asked. */
import type { EventType } from '../kernel/events';
import type { RuleName } from '../kernel/rules';
import { isPhase, isStable, type Phase } from './phases';
import { chartUnder } from './under';

/** Neither where the event is waited for, nor where its call is over. */
const isOnTheWay = (name: string): name is Phase => isPhase(name) && !isStable(name) && name !== 'return';

/**
 * The rules that could be asked from the event to the return of its call, those of near phases first, each once.
 * @throws when no policy has this id.
 */
export const rulesAhead = (policyId: string, phase: Phase, event: EventType): readonly RuleName[] => {
  const { asks } = chartUnder(policyId);
  const found = new Set<RuleName>();
  const seen = new Set<Phase>();
  let front = asks(phase, event);
  while (front.length > 0) {
    for (const { guard } of front) if (guard.kind === 'rule') found.add(guard.name);
    const next = front.flatMap(({ guard, to }) =>
      guard.kind !== 'rule' && isOnTheWay(to) && !seen.has(to) ? [to] : [],
    );
    front = [...new Set(next)].flatMap((reached) => {
      seen.add(reached);
      return asks(reached, null);
    });
  }
  return [...found];
};
