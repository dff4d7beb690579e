/** Reads `*.klp.json`. A file that cannot be used is answered with what is wrong, where, and what would do. */
import type { KernelEvent } from '../kernel/events';
import { type Problem, worldProblems } from '../kernel/worldProblems';
import { everyProblem } from '../shapes/shape';
import { FORM, type KlpFile } from './file';
import { klpFile } from './shapes';

export type ReadFile = { readonly file: KlpFile } | { readonly problems: readonly Problem[] };

/** Ten times what the largest scenario of ten thousand different tasks takes. */
const MOST_CHARACTERS = 20_000_000;
/** Whoever has mended so many reads the file again. */
const MOST_PROBLEMS = 20;

const wrong = (at: string, says: string): ReadFile => ({ problems: [{ at, says }] });

/** Where the text stops being JSON; the engines that give no place quote what is there. */
const placeIn = (text: string, message: string): string => {
  const named = /line (\d+) column (\d+)/.exec(message);
  if (named !== null) return `line ${named[1]}, column ${named[2]}`;
  const position = / position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
};

const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null && !Array.isArray(json);

/** A file of another kind, or of another release, is not blamed field by field. */
const strange = (json: unknown): string | null => {
  const form: unknown = isObject(json) ? Object.entries(json).find(([name]) => name === 'klp')?.[1] : undefined;
  if (form === FORM) return null;
  if (typeof form === 'number' && form > FORM) {
    return `made by a newer release: its form is ${form}, this release reads up to ${FORM}`;
  }
  return `expected an object that begins with "klp": ${FORM}, "title", "world" and "steps"; this is JSON of another kind`;
};

/** A machine that cannot be, and events about what it does not have, at their places in the file. */
const impossible = ({ world, steps }: KlpFile): readonly Problem[] => {
  const events: readonly KernelEvent[] = steps.map(({ event }) => event);
  return worldProblems(world, events).map(({ at, says }) => {
    const event = /^events\[(\d+)\](.*)$/.exec(at);
    return { at: event === null ? `world.${at}` : `steps[${event[1]}].event${event[2]}`, says };
  });
};

/** Never throws. */
export const readKlpFile = (given: string): ReadFile => {
  // Some editors begin a file with a mark of its encoding, which is no JSON.
  const text = given.replace(/^\uFEFF/, '');
  if (text.length > MOST_CHARACTERS) return wrong('', `more than ${MOST_CHARACTERS.toLocaleString('en')} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return wrong(placeIn(text, message), text.trim() === '' ? 'the file is empty' : `not JSON: ${message}`);
  }
  const kind = strange(json);
  if (kind !== null) return wrong('', kind);
  const read = everyProblem(klpFile, json, MOST_PROBLEMS);
  if ('problems' in read) return read;
  const problems = impossible(read.value).slice(0, MOST_PROBLEMS);
  return problems.length > 0 ? { problems } : { file: read.value };
};

/** `steps[3].event.cpu: an event names CPU 2, but the CPUs are 0 to 1` */
export const problemText = ({ at, says }: Problem): string => (at === '' ? says : `${at}: ${says}`);
