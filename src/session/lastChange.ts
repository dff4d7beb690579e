/**
 * The last change of a machine, and the history as it was before: kept among the recent work until several more machines
 * are changed, so that it can be put back after its banner has gone, and after a reload. Fetched when a machine has been changed.
 */

import { titles } from '../scenarios';
import { list, optional, readAs, record, textUpTo } from '../shapes/shape';
import type { Notice, StoredPlace } from '../viewer/state';
import { titleOf } from '../viewer/title';
import { readWork } from './kept';
import { WORK_PREFIX } from './persistence';
import { PREFIX, parseJson, randomId, type SafeStorage } from './storage';
import { type Work, workText } from './works';

export const CHANGE_KEY = `${PREFIX}change`;

/** A piece of work, as it was when it was kept. */
interface Before {
  readonly id: string;
  readonly stamp: string;
}

/** So many changes back the browser's Back leads with words and all, also after a reload. */
const MOST_BEFORE = 5;

/** What was said of it, and where the history before it is. */
interface Kept extends Before {
  readonly says: string;
  readonly lines: readonly string[];
  /** Not kept before there was a list of them. */
  readonly leftOut?: readonly string[];
  /** What was there before earlier changes, the latest first. */
  readonly earlier?: readonly Before[];
}

const line = textUpTo(4000);
const before = record<Before>({ id: line, stamp: line });
const shape = record<Kept>({
  says: line,
  lines: list(line, 1000),
  leftOut: optional(list(line, 1000)),
  earlier: optional(list(before, MOST_BEFORE)),
  id: line,
  stamp: line,
});

const keptIn = (local: SafeStorage): Kept | null => readAs(shape, parseJson(local.read(CHANGE_KEY) ?? '')?.json);

const workIn = (local: SafeStorage, id: string): Work | null => {
  const read = readWork(local.read(WORK_PREFIX + id) ?? '');
  return 'work' in read ? read.work : null;
};

const titleAt = ({ source }: StoredPlace): string =>
  source.kind === 'scenario' ? (titles.find(({ id }) => id === source.id)?.title ?? source.id) : titleOf(source.told);

/** What nobody has gone on with is no longer needed: there are later ones. */
const forget = (local: SafeStorage, { id, stamp }: Before): void => {
  if (workIn(local, id)?.stamp === stamp) local.remove(WORK_PREFIX + id);
};

/** Keeps what a change came to, with the history that it can put back. */
export const keepChange = (
  local: SafeStorage,
  { says, lines = [], leftOut = [] }: Pick<Notice, 'says' | 'lines' | 'leftOut'>,
  before: StoredPlace,
  newId = () => `before-${randomId()}`,
  now = Date.now,
): void => {
  const { policy, against, source, world, lines: history, line: shown, cursor } = before;
  const place: StoredPlace = { policy, against, source, world, lines: history, line: shown, cursor };
  const last = keptIn(local);
  const all = last === null ? [] : [{ id: last.id, stamp: last.stamp }, ...(last.earlier ?? [])];
  for (const old of all.slice(MOST_BEFORE - 1)) forget(local, old);
  const id = newId();
  const title = `${titleAt(before)}, before its machine changed`;
  const work: Work = { ...place, id, stamp: id, savedAt: now(), title };
  const kept: Kept = {
    says: says.slice(0, 4000),
    lines: lines.slice(0, 1000),
    leftOut: leftOut.slice(0, 1000),
    earlier: all.slice(0, MOST_BEFORE - 1),
    id,
    stamp: id,
  };
  if (local.write(WORK_PREFIX + id, workText(work))) local.write(CHANGE_KEY, JSON.stringify(kept));
};

export interface LastChange {
  readonly says: string;
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
  readonly before: Work;
}

/** `null` where no machine was changed, or what was there before is no longer kept. */
export const lastChange = (local: SafeStorage): LastChange | null => {
  const kept = keptIn(local);
  const before = kept && workIn(local, kept.id);
  return kept && before && { says: kept.says, lines: kept.lines, leftOut: kept.leftOut ?? [], before };
};
