/**
 * The last change of a machine, and the history as it was before: kept among the recent work until another machine is changed,
 * so that it can be put back after its banner has gone, and after a reload. Fetched when a machine has been changed.
 */
import { titles } from '../scenarios';
import { list, optional, readAs, record, textUpTo } from '../shapes/shape';
import type { Problem, StoredPlace } from '../viewer/state';
import { readWork } from './kept';
import { WORK_PREFIX } from './persistence';
import { PREFIX, parseJson, randomId, type SafeStorage } from './storage';
import { type Work, workText } from './works';

export const CHANGE_KEY = `${PREFIX}change`;

/** What was said of it, and where the history before it is. */
interface Kept {
  readonly says: string;
  readonly lines: readonly string[];
  /** Not kept before there was a list of them. */
  readonly leftOut?: readonly string[];
  readonly id: string;
  readonly stamp: string;
}

const line = textUpTo(4000);
const shape = record<Kept>({
  says: line,
  lines: list(line, 1000),
  leftOut: optional(list(line, 1000)),
  id: line,
  stamp: line,
});

const keptIn = (local: SafeStorage): Kept | null => readAs(shape, parseJson(local.read(CHANGE_KEY) ?? '')?.json);

const workIn = (local: SafeStorage, id: string): Work | null => {
  const read = readWork(local.read(WORK_PREFIX + id) ?? '');
  return 'work' in read ? read.work : null;
};

const titleOf = ({ source }: StoredPlace): string =>
  source.kind === 'scenario'
    ? (titles.find(({ id }) => id === source.id)?.title ?? source.id)
    : (source.told?.title ?? 'Own world');

/** What nobody has gone on with is no longer needed: there is a later one. */
const forgetLast = (local: SafeStorage): void => {
  const last = keptIn(local);
  if (last !== null && workIn(local, last.id)?.stamp === last.stamp) local.remove(WORK_PREFIX + last.id);
};

/** Keeps what a change came to, with the history that it can put back. */
export const keepChange = (
  local: SafeStorage,
  { says, lines = [], leftOut = [] }: Pick<Problem, 'says' | 'lines' | 'leftOut'>,
  before: StoredPlace,
  newId = () => `before-${randomId()}`,
  now = Date.now,
): void => {
  const { policy, against, source, world, lines: history, line: shown, cursor } = before;
  const place: StoredPlace = { policy, against, source, world, lines: history, line: shown, cursor };
  forgetLast(local);
  const id = newId();
  const title = `${titleOf(before)}, before its machine changed`;
  const work: Work = { ...place, id, stamp: id, savedAt: now(), title };
  const kept: Kept = {
    says: says.slice(0, 4000),
    lines: lines.slice(0, 1000),
    leftOut: leftOut.slice(0, 1000),
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
