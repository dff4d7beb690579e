/** What the top bar offers beside the scenario and the policy. Nothing of it is fetched before it is asked for. */
import type { ComponentType } from 'react';
import { later, once } from '../parts/later';
import type { Opened } from '../parts/opened';
import type { Started } from '../session/start';
import type { MachinePart } from '../viewer/machineRows';
import { guessFirst, putPanelsBack, showEverything } from './switches';

export interface OpenedTool extends Opened {
  /** What of the machine on the screen it is asked for, if it was asked there. */
  readonly part?: MachinePart | undefined;
}

interface Opens {
  readonly opens: ComponentType<OpenedTool>;
}

/** Nothing opens: it is done when it has come. */
export interface Does {
  readonly does: () => Promise<(started: Started) => void>;
}

type Entry = (Opens | Does) & {
  /** How the Tools menu calls it, and in a few words what it is. Without it the command has a control of its own. */
  readonly tool?: { readonly label: string; readonly note: string };
};

/** Adding a tool is adding an entry: its words for the menu, and what opens or is done. */
const table = {
  share: { opens: later(async () => (await import('../share/Share')).Share) },
  print: { opens: later(async () => (await import('../export/PrintHandout')).PrintHandout) },
  help: {
    opens: later(async () => (await import('../help/Help')).Help),
    tool: { label: 'Help', note: 'Keys, panels, and how to leave the script' },
  },
  present: {
    opens: later(async () => (await import('../talk/PresentDialog')).PresentDialog),
    tool: { label: 'Present …', note: 'Two windows for a hall, or one; playlists' },
  },
  world: {
    opens: later(async () => (await import('../sandbox/OwnWorld')).OwnWorld),
    tool: { label: 'Own world …', note: 'Build a machine, or change the one on the screen' },
  },
  open: {
    opens: later(async () => (await import('../files/OpenFile')).OpenFile),
    tool: { label: 'Open a file …', note: 'A scenario, a livepatch in C, or a kernel stack' },
  },
  mine: {
    opens: later(async () => (await import('../mine/MyScenarios')).MyScenarios),
    tool: { label: 'My scenarios …', note: 'Keep what is on the screen; rename, order, make a talk' },
  },
  telling: {
    opens: later(async () => (await import('../telling/Telling')).Telling),
    tool: { label: 'Words of this step …', note: 'Sentence, notes, question and title of a scenario of your own' },
  },
  lastChange: {
    opens: later(async () => (await import('./LastChange')).LastChange),
    tool: { label: 'Last change of a machine …', note: 'What it came to, and what was there before to put back' },
  },
  reading: {
    opens: later(async () => (await import('../learn/Reading')).Reading),
    tool: { label: 'Guided reading …', note: 'All scenarios in an order that teaches, and challenges' },
  },
  glossary: {
    opens: later(async () => (await import('../learn/glossary/Glossary')).Glossary),
    tool: { label: 'Glossary …', note: 'The kernel’s terms, and where each comes from' },
  },
  introduction: {
    opens: later(async () => (await import('../learn/Introduction')).Introduction),
    tool: { label: 'Introduction', note: 'What this is about, and six things to look at' },
  },
  guess: {
    does: once(async () => guessFirst),
    tool: { label: 'Guess first', note: 'On or off: predict each step before you see it' },
  },
  board: {
    does: once(async () => showEverything),
    tool: { label: 'Show everything', note: 'All panels as tiles, or only what a step is about' },
  },
  putBack: {
    does: once(async () => putPanelsBack),
    tool: { label: 'Put the panels back', note: 'Back to the original sizes and tabs' },
  },
  compare: {
    does: once(async () => (await import('../compare/compareNow')).compareNow),
    tool: { label: 'Compare policies', note: 'Two to five side by side on the same events' },
  },
  readings: {
    opens: later(async () => (await import('../words/Readings')).Readings),
    tool: { label: 'Readings', note: 'How the RFC is read here, and how else it could be' },
  },
  simplified: {
    opens: later(async () => (await import('../words/Simplifications')).Simplifications),
    tool: { label: 'What this model leaves out', note: 'Each simplification, with its reason' },
  },
  export: {
    opens: later(async () => (await import('../export/Export')).Export),
    tool: { label: 'Export …', note: 'Figure, film strip, mail, handout, and a file to open again' },
  },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof table;

export const commands: Readonly<Record<CommandName, Entry>> = table;

/** The entries of the Tools menu, in the order of the table. */
export const tools = (Object.keys(commands) as CommandName[]).flatMap((name) => {
  const { tool } = commands[name];
  return tool === undefined ? [] : [{ value: name, ...tool }];
});

export const isCommand = (name: string): name is CommandName => name in commands;
