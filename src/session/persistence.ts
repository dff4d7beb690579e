/**
 * A reload keeps everything, and nothing a reader did is lost when something else is opened.
 *
 * Each tab keeps its session for itself, so tabs do not disturb each other; a tab that is opened anew starts from the last
 * session of any tab. Work of the reader's own is also kept piece by piece, as recent work. Two tabs that hold the same piece
 * (a duplicated tab) notice each other by its stamp, and the one that writes second goes on under a new id.
 */

import type { Link } from '../link/readable';
import { whenIdle } from '../parts/quiet';
import { isAbout, isSamePlace, linkPlace } from '../viewer/opening';
import { wantedCursor } from '../viewer/selectors';
import type { Opened, Opening, ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import { titleOf } from '../viewer/title';
import type { Fetched } from './fetched';
import type { Kept } from './kept';
import { noStorage, PREFIX, randomId, type SafeStorage } from './storage';
import { isOwn, type ReadWork, recentOf, type Work, workText } from './works';

export const SESSION_KEY = `${PREFIX}session`;
export const LAST_KEY = `${PREFIX}last-session`;
export const WORK_PREFIX = `${PREFIX}work/`;
export const DAMAGED_PREFIX = `${PREFIX}damaged/`;

/** Pieces of recent work that are kept; the oldest go first. */
export const MOST_WORKS = 20;
/** Steps that follow each other are kept together, and then only while the browser has nothing else to do. */
const DEBOUNCE = 300;

export interface Shelves {
  /** Lives as long as the tab: `sessionStorage`. */
  readonly tab: SafeStorage;
  /** Shared by all tabs: `localStorage`. */
  readonly local: SafeStorage;
}

export interface Persistence {
  /** The session to go on with: this tab's own, or with `anyTab` the last one of all. Damage is put aside and reported. */
  readonly stored: (anyTab: boolean) => Work | null;
  /** Shows a stored piece of work, and from now on keeps it under its own id. */
  readonly resume: (work: Work, by: Opening['by'], done?: Opened) => void;
  /** The recent work that a link is part of, line by line; `null` when what is on the screen will do. */
  readonly holding: (link: Link) => Work | null;
  readonly openRecent: (id: string) => void;
  readonly forgetRecent: (id: string) => void;
  /** Reads the list of recent work again, because another tab may have written. */
  readonly refresh: () => void;
  /** Writes at once what waits to be written. */
  readonly flush: () => void;
  readonly stop: () => void;
}

interface Options extends Partial<Shelves> {
  readonly viewer: Viewer;
  /** Must be there when something is stored; until then nothing is. */
  readonly kept: Fetched<Kept>;
  readonly now?: () => number;
  readonly newId?: () => string;
}

const holds = (work: Work, link: Link): boolean => {
  if (!isAbout(link, work)) return false;
  const found = linkPlace(link, work);
  if (typeof found === 'string' || found.place.lines !== work.lines) return false;
  return found.place.line !== 0 || work.source.kind === 'world';
};

/** A machine that was changed under its own history is still the same work. */
const isSameWork = ({ opening }: ViewerState, before: ViewerState): boolean =>
  opening.by === 'change' && before.source.kind === 'world';

export const keepWork = (options: Options): Persistence => {
  const { viewer, kept, tab = noStorage, local = noStorage, now = Date.now, newId = randomId } = options;
  const { store, verbs } = viewer;
  let id = newId();
  /** The stamp this tab has written last, or read. */
  let stamp = '';
  /** What this tab has written last as recent work: found as it was, it is not read again. */
  let written = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  let warned = false;

  const readWork = (text: string): ReadWork | null => kept.now()?.readWork(text) ?? null;

  const putAside = (storage: SafeStorage, key: string, text: string): void => {
    storage.write(`${DAMAGED_PREFIX}${key.slice(PREFIX.length)}-${now()}`, text);
    storage.remove(key);
  };

  const readFrom = (storage: SafeStorage, key: string): Work | null => {
    const text = storage.read(key);
    const read = text === null ? null : readWork(text);
    if (text === null || read === null) return null;
    if ('work' in read) return read.work;
    putAside(storage, key, text);
    verbs.report({ kind: 'storage', says: read.says });
    return null;
  };

  /** What a newer release has written stays where it is, for that release. */
  const works = (): readonly Work[] =>
    local
      .keys(WORK_PREFIX)
      .flatMap((key) => {
        const read = readWork(local.read(key) ?? '');
        if (read === null) return [];
        if ('problem' in read) return read.problem === 'newer' ? [] : (readFrom(local, key) ?? []);
        return key === WORK_PREFIX + read.work.id ? read.work : [];
      })
      .toSorted((a, b) => b.savedAt - a.savedAt);

  const refresh = (): void => {
    verbs.setRecent(
      works()
        .filter((work) => work.id !== id)
        .map(recentOf),
    );
  };

  const writeOwn = (work: Work, text: string): boolean => {
    const isKept = local.write(WORK_PREFIX + work.id, text);
    if (isKept) written = text;
    if (local.keys(WORK_PREFIX).length > MOST_WORKS)
      for (const old of works().slice(MOST_WORKS)) if (old.id !== work.id) local.remove(WORK_PREFIX + old.id);
    return isKept;
  };

  const save = (state: ViewerState): void => {
    const { policy, against, source, world, lines, line } = state;
    const cursor = wantedCursor(state);
    const stored = local.read(WORK_PREFIX + id);
    const other = stored === null || stored === written ? null : readWork(stored);
    if (other !== null && !('work' in other && other.work.stamp === stamp)) id = newId();
    stamp = newId();
    const place = { policy, against, source, world, lines, line, cursor };
    const work: Work = { id, stamp, savedAt: now(), title: titleOf(state.scenario), ...place };
    const text = workText(work);
    const inTab = tab.write(SESSION_KEY, text);
    const inLast = local.write(LAST_KEY, text);
    if (!isOwn(state)) return;
    if (writeOwn(work, text) || inTab || inLast || warned) return;
    warned = true;
    const says = 'This browser keeps nothing: a reload loses what you did here. Share a link to keep it.';
    verbs.report({ kind: 'storage', says });
  };

  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const saveNow = (state: ViewerState): void => {
    if (timer === null) return;
    cancel();
    save(state);
  };

  const unsubscribe = store.subscribe((state, before) => {
    if (isSamePlace(state, before) && state.source === before.source) return;
    if (state.opening.serial !== before.opening.serial) {
      saveNow(before);
      if (isOwn(before) && !isSameWork(state, before)) id = newId();
      refresh();
    }
    timer ??= setTimeout(() => whenIdle(() => saveNow(store.getState())), DEBOUNCE);
  });

  const resume: Persistence['resume'] = (work, by, done) => {
    verbs.openPlace(work, by, (opened) => {
      if (!opened) {
        done?.(false);
        return;
      }
      // Nothing has changed yet: looking at a piece of work must not take it from the tab that is at it.
      cancel();
      tab.write(SESSION_KEY, workText(work));
      id = work.id;
      stamp = work.stamp;
      refresh();
      done?.(true);
    });
  };

  return {
    stored: (anyTab) => readFrom(tab, SESSION_KEY) ?? (anyTab ? readFrom(local, LAST_KEY) : null),
    resume,
    holding: (link) => {
      if (isAbout(link, store.getState())) return null;
      return works().find((work) => work.id !== id && holds(work, link)) ?? null;
    },
    openRecent: (wanted) => {
      const work = readFrom(local, WORK_PREFIX + wanted);
      if (work) resume(work, 'reader');
      else refresh();
    },
    forgetRecent: (unwanted) => {
      local.remove(WORK_PREFIX + unwanted);
      refresh();
    },
    refresh,
    flush: () => saveNow(store.getState()),
    stop: () => {
      unsubscribe();
      cancel();
    },
  };
};

/** For a window that only looks at somebody else's work. */
export const keepNothing: Persistence = {
  stored: () => null,
  resume: (_work, _by, done) => done?.(false),
  holding: () => null,
  openRecent: () => undefined,
  forgetRecent: () => undefined,
  refresh: () => undefined,
  flush: () => undefined,
  stop: () => undefined,
};
