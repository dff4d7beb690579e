/** The readable part: `#/scenario/step.micro/policy`. */
import { failures, type LinkError } from './errors';
import { LIMITS } from './limits';

/** What stands in the place of the scenario when the world is the reader's own. No scenario may be called so. */
export const OWN = 'own';

/** The policy of a scenario that names none. */
const DEFAULT_POLICY = 'rfc-2019';

export interface Head {
  readonly id: string;
  readonly step: number;
  readonly micro: number | null;
  readonly policy: string;
}

/** What ids a link may name. */
export interface Known {
  readonly scenarioIds: readonly string[];
  readonly policyIds: readonly string[];
  /** Scenarios that open with another policy than the default one. A link leaves out the policy its scenario opens with. */
  readonly policies?: Readonly<Record<string, string>>;
}

type Usual = Pick<Known, 'policies'>;

const usualPolicy = (id: string, { policies }: Usual): string =>
  policies !== undefined && Object.hasOwn(policies, id) ? (policies[id] ?? DEFAULT_POLICY) : DEFAULT_POLICY;

export const writeHead = ({ id, step, micro, policy }: Head, usual: Usual): string =>
  `#/${id}/${step}${micro === null ? '' : `.${micro}`}${policy === usualPolicy(id, usual) ? '' : `/${policy}`}`;

/** `text` begins with `#/`. A missing step is step 0. */
export function readHead(text: string, known: Known): Head | LinkError {
  const [id = '', position = '0', named, ...more] = text.slice(2).split('/');
  const policy = named ?? usualPolicy(id, known);
  if (!/^[A-Za-z0-9_-]+$/.test(id) || more.length > 0) return failures.foreign(text);
  if (id !== OWN && !known.scenarioIds.includes(id)) {
    return failures.unknownScenario(id, nearest(id, known.scenarioIds));
  }
  const [, step, micro] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(position) ?? [];
  if (step === undefined || Math.max(Number(step), Number(micro ?? 0)) > LIMITS.step)
    return failures.badPosition(position);
  if (!known.policyIds.includes(policy)) return failures.unknownPolicy(policy, known.policyIds);
  return { id, step: Number(step), micro: micro === undefined ? null : Number(micro), policy };
}

/** The id that shares most of its words with the one asked for. */
function nearest(id: string, ids: readonly string[]): string | undefined {
  const words = new Set(id.split('-'));
  const score = (other: string): number =>
    other.startsWith(id) ? Number.POSITIVE_INFINITY : other.split('-').filter((word) => words.has(word)).length;
  const [best] = ids.filter((other) => score(other) > 0).sort((left, right) => score(right) - score(left));
  return best;
}
