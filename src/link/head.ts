/** The readable part: `#/scenario/step.micro/policy`, or with several policies that are compared, `…/policy-vs-policy`. */
import { failures, type LinkError } from './errors';
import { LIMITS } from './limits';

/** What stands in the place of the scenario when the world is the reader's own. No scenario may be called so. */
export const OWN = 'own';

/** What stands before several scenarios that are chained into a talk. No scenario may be called so. */
export const TALK = 'talk';

/** A text that `talk.ts` reads. */
export const isTalk = (text: string): boolean => text.startsWith(`#/${TALK}/`);

/** Scenarios that are shown one after the other. */
export interface Playlist {
  readonly ids: readonly string[];
  /** Which of them is shown, counted from 0; in a link, from 1. */
  readonly at: number;
}

/** The policy of a scenario that names none. */
const DEFAULT_POLICY = 'rfc-2019';

export interface Head {
  readonly id: string;
  readonly step: number;
  readonly micro: number | null;
  readonly policy: string;
  /** The policies it is compared with, if any. */
  readonly against: readonly string[];
  readonly talk?: Playlist;
}

/** Stands between policies that are compared. No policy's id has it inside. */
export const VERSUS = '-vs-';

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

const policiesPart = ({ id, policy, against }: Head, usual: Usual): string =>
  against.length === 0 && policy === usualPolicy(id, usual) ? '' : `/${[policy, ...against].join(VERSUS)}`;

const talkPart = ({ id, talk }: Head): string =>
  talk === undefined ? id : `${TALK}/${talk.ids.join('.')}/${talk.at + 1}`;

export const writeHead = (head: Head, usual: Usual): string =>
  `#/${talkPart(head)}/${head.step}${head.micro === null ? '' : `.${head.micro}`}${policiesPart(head, usual)}`;

/** `text` begins with `#/`. A missing step is step 0. */
export function readHead(text: string, known: Known): Head | LinkError {
  const [id = '', position = '0', named, ...more] = text.slice(2).split('/');
  if (!/^[A-Za-z0-9_-]+$/.test(id) || more.length > 0) return failures.foreign(text);
  if (id !== OWN && !known.scenarioIds.includes(id)) {
    const near = nearest(id, known.scenarioIds);
    return failures.unknownScenario(id, near, near === undefined ? null : text.replace(id, near));
  }
  const [, step, micro] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(position) ?? [];
  if (step === undefined || Math.max(Number(step), Number(micro ?? 0)) > LIMITS.step)
    return failures.badPosition(position);
  const place = { id, step: Number(step), micro: micro === undefined ? null : Number(micro) };
  if (named === undefined) return { ...place, policy: usualPolicy(id, known), against: [] };
  const [policy = '', ...against] = named.split(VERSUS);
  return wrongPolicies([policy, ...against], known, text) ?? { ...place, policy, against };
}

/** One policy, or several different ones. */
function wrongPolicies(policies: readonly string[], { policyIds }: Known, text: string): LinkError | null {
  const unknown = policies.find((policy) => !policyIds.includes(policy));
  if (unknown !== undefined) {
    const near = nearest(unknown, policyIds);
    // The policies come last, and none has a slash.
    const before = text.slice(0, text.lastIndexOf('/'));
    const meant = policies.map((policy) => (policy === unknown ? near : policy)).join(VERSUS);
    return failures.unknownPolicy(unknown, policyIds, near === undefined ? null : `${before}/${meant}`);
  }
  const twice = policies.find((policy, at) => policies.indexOf(policy) < at);
  if (twice !== undefined) return failures.comparedTwice(twice);
  return policies.length > LIMITS.policies ? failures.tooMany('policies', LIMITS.policies) : null;
}

const pairsOf = (word: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2)));

/** How many of their pairs of letters two words share, from 0 to 1 (Dice's coefficient). */
const likeness = (one: string, other: string): number => {
  const [here, there] = [pairsOf(one), pairsOf(other)];
  const shared = [...here].filter((pair) => there.has(pair)).length;
  return (2 * shared) / Math.max(here.size + there.size, 1);
};

/** Less alike is not a slip of the pen. */
const ALIKE = 0.5;

/** The id that was probably meant: one that begins so, else the one that shares most words, else the one spelt most alike. */
export function nearest(asked: string, ids: readonly string[]): string | undefined {
  const id = asked.toLowerCase();
  const words = new Set(id.split('-'));
  const score = (other: string): number => {
    if (other.startsWith(id)) return Number.POSITIVE_INFINITY;
    const alike = likeness(id, other);
    return other.split('-').filter((word) => words.has(word)).length + (alike < ALIKE ? 0 : alike);
  };
  const [best] = ids.filter((other) => score(other) > 0).sort((left, right) => score(right) - score(left));
  return best;
}
