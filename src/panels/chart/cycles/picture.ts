/** A life cycle as it is drawn and listed at a step: who is where, and which moves the step has just made. */
import { type Cycle, type CycleMove, chartEdgesOf, lineKey, type Made } from '../../../diagram/cycles/cycle';
import { counted, plural } from '../../../phrases/plural';
import type { GateNow } from './gatesNow';

export {
  BOX_HEIGHT,
  fittingIn,
  LEADING,
  type Plan,
  placeIn,
  plans,
  SMALL_SIZE,
  TITLE_SIZE,
} from '../../../diagram/cycles/patchPlan';
export { pathOf, pointsOf } from '../../../diagram/path';

/** Who is in a state. */
export interface Here {
  readonly count: number;
  /** The name, when there is one only. */
  readonly name: string | null;
}

/** A move that the step has made. */
export interface News {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** How often: once per task or livepatch and time. */
  readonly count: number;
  readonly who: string;
  readonly says: string;
  readonly source: string;
}

/** One move in the list, with the edges of the chart that make it. */
export interface ListedMove {
  readonly key: string;
  readonly to: string;
  readonly says: string;
  readonly source: string;
  readonly edges: ReturnType<typeof chartEdgesOf>;
  /** Its place in the order of the step, from 1; `null` when the step has not made it. */
  readonly taken: number | null;
  /** The rules on the way to it. */
  readonly gates: readonly GateNow[];
}

export interface ListedState {
  readonly id: string;
  readonly title: string;
  readonly marks: readonly string[];
  readonly says: string;
  readonly here: string | null;
  /** The same for a narrow box. */
  readonly hereInShort: string | null;
  readonly moves: readonly ListedMove[];
}

export interface CyclePicture {
  readonly name: string;
  readonly list: readonly ListedState[];
  /** Whose position it is; `null` when everybody is counted. */
  readonly followed: string | null;
  /** The state to look at: the position, or where the last move of the step has led; `null` when nobody is there. */
  readonly eye: string | null;
  /** The position in a sentence. */
  readonly says: string;
  /** In the order in which they were made first. */
  readonly news: readonly News[];
}

export interface Positions<Who, S extends string> {
  readonly cycle: Cycle<S>;
  /** Policy id. */
  readonly policy: string;
  readonly here: ReadonlyMap<S, Here>;
  readonly made: readonly Made<Who, S>[];
  readonly nameOf: (who: Who) => string;
  /** `task`, `livepatch`. */
  readonly noun: readonly [one: string, many: string];
  readonly followed: string | null;
  /** By the key of a move. */
  readonly gates?: ReadonlyMap<string, readonly GateNow[]>;
}

const newsOf = <Who, S extends string>({ cycle, made, nameOf, noun }: Positions<Who, S>): readonly News[] => {
  const titles = new Map<string, string>(cycle.states.map(({ id, title }) => [id, title]));
  const byMove = new Map<CycleMove<S>, Made<Who, S>[]>();
  const moves = new Map(cycle.moves.map((move) => [lineKey(move), move]));
  for (const each of made) {
    const move = moves.get(lineKey(each));
    if (move === undefined) continue;
    const all = byMove.get(move) ?? [];
    byMove.set(move, all);
    all.push(each);
  }
  return [...byMove].map(([move, all]) => {
    const [first] = all;
    return {
      key: lineKey(move),
      from: titles.get(move.from) ?? move.from,
      to: titles.get(move.to) ?? move.to,
      count: all.length,
      who: all.length === 1 && first !== undefined ? nameOf(first.who) : plural(all.length, ...noun),
      says: move.says,
      source: move.source,
    };
  });
};

const positionWords = <Who, S extends string>({ cycle, here, noun, followed }: Positions<Who, S>): string => {
  const places = cycle.states.flatMap(({ id, title, says }) => {
    const found = here.get(id);
    return found === undefined ? [] : [{ title, says, ...found }];
  });
  const [place] = places;
  if (followed !== null && place !== undefined) return `${followed}: ${place.title}. ${place.says}`;
  if (places.length === 0) return `No ${noun[0]} is there.`;
  const all = places.reduce((sum, { count }) => sum + count, 0);
  return `${plural(all, ...noun)}: ${places.map(({ title, count }) => `${counted(count)} ${title}`).join(', ')}.`;
};

export const titlesOf = <S extends string>({ states }: Cycle<S>): ReadonlyMap<string, string> =>
  new Map(states.map(({ id, title }) => [id, title]));

export const orderOf = (news: readonly News[]): ReadonlyMap<string, number> =>
  new Map(news.map(({ key }, at) => [key, at + 1]));

/** What is listed, and what every drawing says as well. */
export const cyclePicture = <Who, S extends string>(found: Positions<Who, S>): CyclePicture => {
  const { cycle, policy, here, noun, followed, gates } = found;
  const news = newsOf(found);
  const order = orderOf(news);
  const titles = titlesOf(cycle);
  const hereWords = (id: S): Pick<ListedState, 'here' | 'hereInShort'> => {
    const who = here.get(id);
    if (who === undefined) return { here: null, hereInShort: null };
    return {
      here: who.name ?? `${plural(who.count, ...noun)} here`,
      hereInShort: who.name ?? `${counted(who.count)} here`,
    };
  };
  return {
    name: cycle.name,
    list: cycle.states.map(({ id, title, marks, says }) => ({
      id,
      title,
      marks,
      says,
      ...hereWords(id),
      moves: cycle.moves
        .filter(({ from }) => from === id)
        .map((move) => ({
          key: lineKey(move),
          to: titles.get(move.to) ?? move.to,
          says: move.says,
          source: move.source,
          edges: chartEdgesOf(policy, move.by),
          taken: order.get(lineKey(move)) ?? null,
          gates: gates?.get(lineKey(move)) ?? [],
        })),
    })),
    followed,
    eye: (followed === null ? found.made.at(-1)?.to : undefined) ?? [...here.keys()][0] ?? null,
    says: positionWords(found),
    news,
  };
};
