/**
 * What the windows of a talk say to each other: the link of what is on the screen, and how it is shown. Nothing that comes in
 * is believed before it has been read here.
 */

import { LIMITS } from '../link/limits';
import type { PanelName } from '../scenarios/look';
import { PANEL_NAMES } from '../scenarios/look';
import type { Role } from '../session/part';
import { flag, int, literal, record, type Shape } from '../session/shape';

/** How the audience sees what is on the screen. The same in all windows of a talk. */
export interface Show {
  /** The colour that hides everything; `null` for nothing hidden. */
  readonly blank: 'black' | 'white' | null;
  /** Buttons that act on the machine do nothing. */
  readonly locked: boolean;
  /** The panel that the speaker chose; `null` while the camera follows the scenario. */
  readonly panel: PanelName | null;
}

export const FIRST_SHOW: Show = { blank: null, locked: true, panel: null };

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

export type Message =
  /** A window has come, and asks where the others are. */
  | { readonly type: 'hello' }
  /** Where a window is: a link, from its `#` on. */
  | { readonly type: 'place'; readonly stamp: Stamp; readonly link: string; readonly show: Show }
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

const role = literal<Role>('speaker', 'audience', 'alone');
const link: Shape<string> = (json): json is string => typeof json === 'string' && json.length <= LIMITS.characters;
const show = record<Show>({
  blank: literal('black', 'white', null),
  locked: flag,
  panel: literal<PanelName | null>(...PANEL_NAMES, null),
});

type MessageOf<T extends Message['type']> = Extract<Message, { readonly type: T }>;

const hello = record<MessageOf<'hello'>>({ type: literal('hello') });
const bye = record<MessageOf<'bye'>>({ type: literal('bye') });
const end = record<MessageOf<'end'>>({ type: literal('end') });
const place = record<MessageOf<'place'>>({
  type: literal('place'),
  stamp: record<Stamp>({ count: int(), role }),
  link,
  show,
});

const message: Shape<Message> = (json): json is Message => hello(json) || bye(json) || end(json) || place(json);

const said = record<Said>({ v: (json): json is 1 => json === 1, from: role, message });

/** What came over the wire; `null` when it is not one of our messages, or not one of this release. */
export const readSaid = (json: unknown): Said | null => (said(json) ? json : null);
