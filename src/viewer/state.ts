/** What the viewer knows. Nothing that could be derived from the rest is here; see `selectors.ts`. */
import type { WideWorld } from '../kernel/world';
import type { Link, Playlist } from '../link/readable';
import type { Scenario } from '../scenarios/scenario';
import type { Trace } from '../trace/trace';
import type { Cursor, HistoryLine, Selection, Verbs } from './contract';

/** Where line 0 and the boot come from. */
export type Source =
  | { readonly kind: 'scenario'; readonly id: string }
  /** A world of the reader's own, or one that came in a link. Its line 0 grows like any other. */
  | {
      readonly kind: 'world';
      /** What a file said of it; a link says nothing. */
      readonly told?: Scenario;
    };

/** What is to be known of something outside of the kernel, which may have gone wrong: a sentence for the reader. */
export interface Notice {
  /**
   * `end`: a link asked for more steps than there are, and opened at the last one. `changed`: events make no sense on the
   * machine as it is now. `added`: nothing went wrong, or only with `lines`. `unmet`: a file expects something else.
   */
  readonly kind:
    | 'link'
    | 'end'
    | 'longer'
    | 'storage'
    | 'scenario'
    | 'changed'
    | 'replayed'
    | 'restored'
    | 'added'
    | 'opened'
    | 'unmet'
    | 'talk'
    | 'crowded'
    | 'dropped';
  readonly says: string;
  /** More of it, a sentence each. */
  readonly lines?: readonly string[];
  /** Steps that make no sense on the machine as it is now, where they are several. */
  readonly leftOut?: readonly string[];
  /** A link to what was probably meant. */
  readonly instead?: string;
  /** What was there before, to be put back. */
  readonly before?: StoredPlace;
  /** The last step that a link knows of, where the reader has gone on from there. */
  readonly end?: number;
  /** The step that it is about, of the script. */
  readonly step?: number;
  /** What is said once it is put back, where there was a change before that. */
  readonly further?: Notice;
}

/** A history to look at: what a link, a stored session or a scenario opens. */
export interface Place {
  /** The policy in force; in a comparison, the one that leads: the timeline and the cursor follow its trace. */
  readonly policy: string;
  /** The other policies of a comparison; empty when nothing is compared. */
  readonly against: readonly string[];
  readonly source: Source;
  /** The scenario that `source` names; `null` for a world. */
  readonly scenario: Scenario | null;
  readonly world: WideWorld;
  readonly lines: readonly HistoryLine[];
  readonly line: number;
  readonly cursor: Cursor;
}

/** Work that was put aside when something else was opened. */
export interface Recent {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Lines beside the script, or 0. */
  readonly branches: number;
  /** Events on all lines that are not a scenario's own. */
  readonly events: number;
  /** The livepatches of a machine of the reader's own. */
  readonly names: readonly string[];
}

/**
 * Who opened what is on the screen: the address bar must not answer its own question. `change`: the reader has changed the
 * machine, and all that was done on it is still there.
 */
export interface Opening {
  /** Counts every opening of another source. */
  readonly serial: number;
  readonly by: 'start' | 'reader' | 'address' | 'change';
}

/** A history that is still computed, or whose computing was stopped. What is on the screen is its beginning. */
export interface Computing {
  /** The last step that is there. */
  readonly done: number;
  /** The last step there will be. */
  readonly of: number;
  /** Where to go once it is there; `null` when the reader is there, or has gone somewhere else meanwhile. */
  readonly wanted: Cursor | null;
  /** It takes long enough to be spoken of. */
  readonly isLong: boolean;
  readonly stopped: boolean;
}

export interface ViewerState extends Place {
  /** The whole current line under the current policy; while it is computed, its steps so far. */
  readonly trace: Trace;
  readonly computing: Computing | null;
  readonly selection: Selection;
  /** The talk that the scenario on the screen is part of. */
  readonly talk: Playlist | null;
  readonly notice: Notice | null;
  /** The scenario that is on its way; what is on the screen stays until it has come. */
  readonly loading: string | null;
  readonly recent: readonly Recent[];
  readonly opening: Opening;
}

/** Told whether it could be opened. Not told when something else was asked for meanwhile. */
export type Opened = (opened: boolean) => void;

/** The verbs of the panels, and those of the frame around them. */
export interface ViewerVerbs extends Verbs {
  readonly openScenario: (id: string, by?: Opening['by']) => void;
  /**
   * Shows what a link describes. The reader's own lines stay: in the same source the link's branch joins them, otherwise they
   * go to the recent work. A link that asks for a step that is not there changes nothing and is reported.
   */
  readonly openLink: (link: Link, by?: Opening['by'], done?: Opened) => void;
  /** Shows a place that was stored. */
  readonly openPlace: (place: StoredPlace, by?: Opening['by'], done?: Opened) => void;
  /** Leaves the history as far as it has been computed. */
  readonly stopComputing: () => void;
  /** Computes the rest of it after all. */
  readonly goOnComputing: () => void;
  /** Says something else of the history on the screen, which is one of the reader's own. It stays as it is. */
  readonly tell: (scenario: Scenario) => void;
  readonly report: (notice: Notice) => void;
  readonly dismissNotice: () => void;
  readonly setRecent: (recent: readonly Recent[]) => void;
}

/** A place without its scenario, which has to be loaded first. */
export type StoredPlace = Omit<Place, 'scenario'>;
