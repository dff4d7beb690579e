/** What this model leaves out, as its code says: the list, and what of it can matter to a step. */
import type { Step } from '../trace/trace';
import collected from './simplified.json';

export interface Simplification {
  /** The file that has the mark. */
  readonly file: string;
  readonly says: string;
  readonly reason: string;
  /**
   * Where it can matter: to a step with a fact of this type, with this event, refused by this rule, or about this module of the
   * library. `fact:text` is a fact with that text in it, `name@policy` only under that policy.
   */
  readonly matters: readonly string[];
}

/** In the order of the files. */
export const simplifications: readonly Simplification[] = collected;

/** What of a trace's step is looked at. */
type Looked = Pick<Step, 'event' | 'facts' | 'refusal'>;

const holds = (value: unknown, text: string): boolean =>
  value === text ||
  (typeof value === 'object' && value !== null && Object.values(value).some((each) => holds(each, text)));

const isAbout = ({ event, facts, refusal }: Looked, name: string): boolean => {
  const [what = '', ...rest] = name.split(':');
  const text = rest.join(':');
  return (
    event?.type === what ||
    (event !== null && 'module' in event && event.module === what) ||
    refusal?.rule === what ||
    facts.some((fact) => fact.type === what && (text === '' || holds(fact, text)))
  );
};

const canMatter = (step: Looked, policy: string, entry: string): boolean => {
  const [name = '', only] = entry.split('@');
  return (only === undefined || only === policy) && isAbout(step, name);
};

/** The simplifications without which the step might have come out, or looked, otherwise. */
export const simplifiedIn = (step: Looked, policy: string): readonly Simplification[] =>
  simplifications.filter(({ matters }) => matters.some((entry) => canMatter(step, policy, entry)));
