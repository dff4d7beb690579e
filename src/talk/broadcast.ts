/**
 * What the windows of a talk say to each other: the link of what is on the screen, and how it is shown. Nothing that comes in
 * is believed before it has been read here.
 */
import * as v from 'valibot';
import { scenario } from '../file/shapes';
import { LIMITS } from '../link/limits';
import type { Playlist } from '../link/readable';
import type { PanelName } from '../scenarios/look';
import { PANEL_NAMES } from '../scenarios/look';
import type { Scenario } from '../scenarios/scenario';
import type { Role } from '../session/part';
import { flag, int, list, oneOf, only, optional, orNull, readAs, record, textUpTo } from '../shapes/shape';

/** How the audience sees what is on the screen. The same in all windows of a talk. */
export interface Show {
  /** The colour that hides everything; `null` for nothing hidden. */
  readonly blank: 'black' | 'white' | null;
  /** Buttons that act on the machine do nothing. */
  readonly locked: boolean;
  /** The panel that the speaker chose; `null` while the camera follows the scenario. */
  readonly panel: PanelName | null;
  /** The question that stands before the next step is on the slide. */
  readonly asked: boolean;
  /** It was, and the step on the slide is the one that it stood before. */
  readonly answered?: boolean;
}

export const FIRST_SHOW: Show = { blank: null, locked: true, panel: null, asked: false };

/**
 * When something was said. Later counts are later; of two windows that spoke at the same time, the speaker's was. So two
 * windows that are steered at once end at the same place.
 */
export interface Stamp {
  readonly count: number;
  readonly role: Role;
}

export const isLater = (a: Stamp, b: Stamp): boolean =>
  a.count === b.count ? a.role === 'speaker' && b.role !== 'speaker' : a.count > b.count;

/** What is on the screen. */
export interface Shown {
  readonly link: string;
  readonly told?: Scenario;
  /** Scenarios that no link knows the names of. */
  readonly talk?: Playlist;
}

export type Message =
  /** A window has come, and asks where the others are. */
  | { readonly type: 'hello' }
  /** Where a window is: a link, from its `#` on, and what no link says of a scenario of the reader's own. */
  | ({ readonly type: 'place'; readonly stamp: Stamp; readonly show: Show } & Shown)
  /** A window goes. It may come back: a reload looks the same. */
  | { readonly type: 'bye' }
  /** The talk is over, in every window. */
  | { readonly type: 'end' };

/** A message and who said it, as it goes over the wire. */
export interface Said {
  /** The form of the messages: windows of two releases do not understand each other, and need not. */
  readonly v: 1;
  readonly from: Role;
  readonly message: Message;
}

const role = oneOf('speaker', 'audience', 'alone');
const show = record<Show>({
  blank: orNull(oneOf('black', 'white')),
  locked: flag,
  panel: orNull(oneOf(...PANEL_NAMES)),
  asked: flag,
  answered: optional(flag),
});

type MessageOf<T extends Message['type']> = Extract<Message, { readonly type: T }>;

const message = v.variant('type', [
  record<MessageOf<'hello'>>({ type: only('hello') }),
  record<MessageOf<'bye'>>({ type: only('bye') }),
  record<MessageOf<'end'>>({ type: only('end') }),
  record<MessageOf<'place'>>({
    type: only('place'),
    stamp: record<Stamp>({ count: int(0, LIMITS.version), role }),
    link: textUpTo(LIMITS.characters),
    told: optional(scenario),
    talk: optional(record<Playlist>({ ids: list(textUpTo(LIMITS.value), LIMITS.list), at: int(0, LIMITS.list) })),
    show,
  }),
]);

const said = record<Said>({ v: only(1), from: role, message });

/** What came over the wire; `null` when it is not one of our messages, or not one of this release. */
export const readSaid = (json: unknown): Said | null => readAs(said, json);
