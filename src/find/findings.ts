/** Everything that can be gone to or done by typing a part of its name. Pure. */
import type { Choice, ChoiceGroup } from '../parts/choice';

export interface Finding extends Choice {
  /** What it is: a heading of the menu that has it, too. */
  readonly kind: string;
}

/** The choices of all groups, in their order. */
export const findingsOf = (groups: readonly ChoiceGroup[]): readonly Finding[] =>
  groups.flatMap(({ label, choices }) => choices.map((choice) => ({ ...choice, kind: label ?? '' })));

/** How well a label answers to what was typed; the least is best. */
const rank = (label: string, typed: string): number => {
  if (label.startsWith(typed)) return 0;
  if (label.includes(` ${typed}`)) return 1;
  return label.includes(typed) ? 2 : 3;
};

/**
 * The findings in which every typed word occurs, in the label, the note, the kind or the id; those whose label begins with what
 * was typed first, then those with a word that does.
 */
export const find = (all: readonly Finding[], typed: string): readonly Finding[] => {
  const wanted = typed.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const textOf = ({ label, note = '', kind, value }: Finding): string =>
    [label, note, kind, value].join(' ').toLowerCase();
  return all
    .filter((each) => words.every((word) => textOf(each).includes(word)))
    .map((each) => ({ each, place: rank(each.label.toLowerCase(), wanted) }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
};
