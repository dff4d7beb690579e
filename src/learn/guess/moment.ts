/** The moment of a question: a step of the chart, seen from before it. */
import type { KernelEvent } from '../../kernel/events';
import type { Kernel } from '../../kernel/model';
import type { Trace } from '../../trace/trace';
import type { View } from '../../viewer/contract';
import { view } from '../../viewer/selectors';

export interface Moment {
  readonly event: KernelEvent;
  readonly before: View;
  /** What the chart made of the event. */
  readonly after: View;
}

/** The step after step `at` of a trace; `null` when there is none. */
export const momentAfter = (trace: Trace, at: number): Moment | null => {
  const event = trace.steps[at + 1]?.event ?? null;
  if (event === null) return null;
  const seen = (step: number): View => view({ trace, cursor: { step, micro: null } });
  return { event, before: seen(at), after: seen(at + 1) };
};

export interface Choice {
  /** The same for the same answer, and in no two choices of a question. */
  readonly id: string;
  /** Kernel words in backticks. */
  readonly label: string;
}

/** One kind of question: what is asked, what the step answers, and what else somebody might think. */
export interface Kind {
  /** The events that it can be asked about; all of them when left out. */
  readonly about?: KernelEvent['type'];
  /** Kernel words in backticks. */
  readonly question: (moment: Moment) => string;
  readonly answer: (moment: Moment) => Choice;
  /** Computed from the state before the step alone; the likeliest first. The answer may be among them. */
  readonly others: (moment: Pick<Moment, 'before' | 'event'>) => readonly Choice[];
  /** How the choices stand in the list, whatever the answer. */
  readonly order: (a: Choice, b: Choice) => number;
}

const names = new Intl.Collator('en', { numeric: true });

/** By the words, numbers by value. */
export const byLabel = (a: Choice, b: Choice): number => names.compare(a.label, b.label);

/** In the order of a fixed list of ids; what is not on it comes last. */
export const inOrder =
  (ids: readonly string[]) =>
  (a: Choice, b: Choice): number => {
    const place = ({ id }: Choice): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
    return place(a) - place(b) || byLabel(a, b);
  };

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** `a`, `b and c`; `otherwise` for none. */
export const listWords = (all: readonly string[], otherwise: string): string =>
  all.length === 0 ? otherwise : list.format(all);

/** The same with names, in backticks. */
export const namesWords = (all: readonly string[], otherwise: string): string =>
  listWords(
    all.map((name) => `\`${name}\``),
    otherwise,
  );

/** The livepatch that an event is about, loaded or not. */
export const patchNamed = (event: KernelEvent): string | null =>
  event.type === 'insmod' ? event.module : 'patch' in event ? event.patch : null;

export const enabledNames = (kernel: Kernel): readonly string[] =>
  kernel.patches.filter(({ enabled }) => enabled).map(({ name }) => name);
