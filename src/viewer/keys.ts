/** The keyboard as a table: what the workbench listens to, and what its help shows. */

/** Verbs of the viewer. */
export type MoveKey = 'stepOver' | 'stepBack' | 'stepInto' | 'stepOut' | 'home' | 'end' | 'backToScript';

/** What presenting adds. `start` and `startHere` also begin it. */
export type TalkKey =
  | 'present'
  | 'start'
  | 'startHere'
  | 'next'
  | 'previous'
  | 'black'
  | 'white'
  | 'lock'
  | 'camera'
  | 'notes'
  | 'fullScreen'
  | 'leave';

export type KeyAction =
  | { readonly type: MoveKey | 'playPause' | 'share' | 'print' | 'help' | 'find' }
  | { readonly type: 'talk'; readonly key: TalkKey }
  /** The next kernel word, or the one before. */
  | { readonly type: 'explain'; readonly back: boolean }
  /** Counted from 1, in the order of the screen. */
  | { readonly type: 'panel'; readonly panel: number };

/** Whether a window presents, or is the workbench. */
export type KeyMode = 'workbench' | 'presenting';

/** A part of the screen that has a use of its own for some keys. */
export type KeyOwner =
  | 'text'
  | 'writing'
  | 'menu'
  | 'dialog'
  | 'word'
  | 'combobox'
  | 'opener'
  | 'arrows'
  | 'slider'
  | 'press';

export interface KeyBinding {
  /** `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** How the help writes it. */
  readonly shown: string;
  readonly says: string;
  readonly action: KeyAction;
  /** The only mode in which it means this; both when it is not said. */
  readonly only?: KeyMode;
  /** Together with Shift. */
  readonly shift?: true;
  /** Together with Ctrl, or ⌘ on a Mac. */
  readonly ctrl?: true;
  /** Where the key means something else. */
  readonly leavesTo: readonly KeyOwner[];
}

const TYPING: readonly KeyOwner[] = ['text', 'menu', 'dialog'];
export const SIDEWAYS: readonly KeyOwner[] = [...TYPING, 'arrows', 'slider'];
const UP_DOWN: readonly KeyOwner[] = [...TYPING, 'arrows', 'combobox', 'opener'];
/** A closed combo box finds its choices by their first letters. */
const CHARACTERS: readonly KeyOwner[] = [...TYPING, 'combobox'];

/** Dialogs are full of kernel words too. */
const explain = (shown: string, says: string, back: boolean, more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys: ['e', 'E'],
  shown,
  says,
  action: { type: 'explain', back },
  leavesTo: ['text', 'menu', 'combobox'],
  ...more,
});

const panels: readonly KeyBinding[] = Array.from({ length: 10 }, (_, index) => ({
  keys: [String((index + 1) % 10)],
  shown: String((index + 1) % 10),
  says: `Go to panel ${index + 1}`,
  action: { type: 'panel', panel: index + 1 },
  leavesTo: CHARACTERS,
}));

/** A key of a talk; in the workbench, one that begins it. */
export const talk = (
  keys: readonly string[],
  shown: string,
  says: string,
  key: TalkKey,
  more: Partial<KeyBinding> = {},
): KeyBinding => ({
  keys,
  shown,
  says,
  action: { type: 'talk', key },
  leavesTo: ['writing'],
  only: 'presenting',
  ...more,
});

/** Page Down and Page Up, what clickers send, mean forward and back wherever the focus was left, except while typing. */
export const keyTable: readonly KeyBinding[] = [
  { keys: ['ArrowRight'], shown: '→', says: 'Step over', action: { type: 'stepOver' }, leavesTo: SIDEWAYS },
  { keys: ['ArrowLeft'], shown: '←', says: 'Step back', action: { type: 'stepBack' }, leavesTo: SIDEWAYS },
  { keys: ['ArrowDown'], shown: '↓', says: 'Step into', action: { type: 'stepInto' }, leavesTo: UP_DOWN },
  { keys: ['ArrowUp'], shown: '↑', says: 'Step out', action: { type: 'stepOut' }, leavesTo: UP_DOWN },
  { keys: ['PageDown'], shown: 'Page Down', says: 'Step over', action: { type: 'stepOver' }, leavesTo: TYPING },
  { keys: ['PageUp'], shown: 'Page Up', says: 'Step back', action: { type: 'stepBack' }, leavesTo: TYPING },
  { keys: ['z', 'Z'], shown: 'Ctrl+Z', says: 'Step back', action: { type: 'stepBack' }, leavesTo: TYPING, ctrl: true },
  {
    keys: ['z', 'Z'],
    shown: 'Ctrl+Shift+Z',
    says: 'Step over',
    action: { type: 'stepOver' },
    leavesTo: TYPING,
    ctrl: true,
    shift: true,
  },
  { keys: ['Home'], shown: 'Home', says: 'First step', action: { type: 'home' }, leavesTo: SIDEWAYS },
  { keys: ['End'], shown: 'End', says: 'Last step', action: { type: 'end' }, leavesTo: SIDEWAYS },
  {
    keys: [' '],
    shown: 'Space',
    says: 'Play or pause',
    action: { type: 'playPause' },
    leavesTo: [...CHARACTERS, 'press'],
  },
  { keys: ['s', 'S'], shown: 'S', says: 'Share this step', action: { type: 'share' }, leavesTo: CHARACTERS },
  {
    keys: ['p', 'P'],
    shown: 'Ctrl+P',
    says: 'Print the scenario on one page',
    action: { type: 'print' },
    leavesTo: ['dialog'],
    only: 'workbench',
    ctrl: true,
  },
  {
    keys: ['r', 'R', 'Backspace'],
    shown: 'R, Backspace',
    says: 'Back to the scenario',
    action: { type: 'backToScript' },
    leavesTo: CHARACTERS,
  },
  talk(['p', 'P'], 'P', 'Present', 'present', { only: 'workbench', leavesTo: CHARACTERS }),
  talk(['F5'], 'F5', 'Present from the first step', 'start', { only: 'workbench', leavesTo: TYPING }),
  talk(['F5'], 'Shift+F5', 'Present from this step', 'startHere', { only: 'workbench', leavesTo: TYPING, shift: true }),
  ...panels,
  explain('E', 'Explain the next kernel word, from where the focus is', false),
  explain('Shift+E', 'Explain the kernel word before', true, { shift: true }),
  {
    keys: ['/'],
    shown: '/',
    says: 'Find anything by its name',
    action: { type: 'find' },
    leavesTo: TYPING,
    only: 'workbench',
  },
  { keys: ['?'], shown: '?', says: 'Show the keys', action: { type: 'help' }, leavesTo: TYPING },
];

/** What is needed of a `KeyboardEvent`. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

/** How the parts that own keys are recognised. */
const OWNERS: readonly (readonly [KeyOwner, string])[] = [
  [
    'text',
    'input:not([type=button], [type=checkbox], [type=radio], [type=range], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])',
  ],
  [
    'writing',
    'input:not([type=button], [type=checkbox], [type=radio], [type=range], [type=submit]), textarea, [contenteditable]:not([contenteditable=false])',
  ],
  ['menu', '[role=menu], [role=menubar], [role=listbox]:not([data-own-arrows])'],
  // What only stands beside the app leaves it its keys.
  ['dialog', '[role=dialog]:not([data-beside]), [role=alertdialog], dialog'],
  // A kernel word that the keyboard has walked to.
  ['word', '[data-explains]'],
  ['combobox', '[role=combobox]'],
  ['opener', '[aria-haspopup]'],
  ['slider', '[role=slider], input[type=range]'],
  [
    'arrows',
    '[role=separator], hr[tabindex], [role=tablist], [role=radiogroup], [role=grid], [role=tree], [role=spinbutton], input[type=radio], [data-own-arrows]',
  ],
  [
    'press',
    'button, a[href], summary, input[type=checkbox], input[type=radio], [role=button], [role=switch], [role=tab]',
  ],
];

/** What is needed of an `Element`. */
export interface Focus {
  readonly closest: (selector: string) => unknown;
}

export const ownersOf = (focus: Focus | null): readonly KeyOwner[] =>
  focus === null ? [] : OWNERS.flatMap(([owner, selector]) => (focus.closest(selector) ? [owner] : []));

/**
 * What a key press asks for; `null` when it is not ours: a modifier is held, or the focus needs it. Of two bindings of a
 * key the first that the mode has counts.
 */
export const actionFor = (
  pressed: Key,
  owners: readonly KeyOwner[],
  mode: KeyMode = 'workbench',
  table: readonly KeyBinding[] = keyTable,
): KeyAction | null => {
  const { key, ctrlKey, altKey, metaKey, shiftKey, isComposing } = pressed;
  if (altKey || isComposing) return null;
  const held = ctrlKey || metaKey;
  const meant = table.filter(
    ({ keys, only = mode, ctrl = false }) => keys.includes(key) && only === mode && ctrl === held,
  );
  // Of the keys that need Shift anyway nobody asks whether it is held, unless it makes a difference.
  const free = shiftKey && !held && /^[A-Z?/]$/.test(key);
  const binding = meant.find(({ shift = false }) => shift === shiftKey) ?? (free ? meant[0] : undefined);
  return binding === undefined || binding.leavesTo.some((owner) => owners.includes(owner)) ? null : binding.action;
};
