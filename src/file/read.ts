/** Reads `*.klp.json`. A file that cannot be used is answered with what is wrong, where, and what would do. */
import type { KernelEvent } from '../kernel/events';
import { type Problem, worldProblems } from '../kernel/worldProblems';
import { everyProblem } from '../shapes/shape';
import { FORM, type KlpFile, type KlpTalk } from './file';
import { klpFile, klpTalk } from './shapes';

interface Problems {
  readonly problems: readonly Problem[];
}

export type ReadFile = { readonly file: KlpFile } | Problems;
export type ReadTalk = { readonly talk: KlpTalk } | Problems;

/** Ten times what the largest scenario of ten thousand different tasks takes. */
const MOST_CHARACTERS = 20_000_000;
/** Whoever has mended so many reads the file again. */
const MOST_PROBLEMS = 20;

const wrong = (at: string, says: string): Problems => ({ problems: [{ at, says }] });

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

/** A machine that cannot be, events about what it does not have, and a step that is not there, at their places in the file. */
const impossible = ({ world, steps, at: opensAt = 0 }: KlpFile): readonly Problem[] => {
  const events: readonly KernelEvent[] = steps.map(({ event }) => event);
  const beyond = { at: 'at', says: `it opens at step ${opensAt}, and the last one is ${steps.length}` };
  const found = worldProblems(world, events).map(({ at, says }) => {
    const event = /^events\[(\d+)\](.*)$/.exec(at);
    return { at: event === null ? `world.${at}` : `steps[${event[1]}].event${event[2]}`, says };
  });
  return opensAt > steps.length ? [beyond, ...found] : found;
};

/** The JSON of one of our files, whatever it tells. */
const jsonOf = (text: string): { readonly json: unknown } | Problems => {
  if (text.length > MOST_CHARACTERS) return wrong('', `more than ${MOST_CHARACTERS.toLocaleString('en')} characters`);
  let json: unknown;
  try {
    // Some editors begin a file with a mark of its encoding.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return wrong(placeIn(text, message), text.trim() === '' ? 'the file is empty' : `not JSON: ${message}`);
  }
  const kind = strange(json);
  return kind === null ? { json } : wrong('', kind);
};

/** Several scenarios, and not one. */
const isTalk = (json: unknown): boolean => isObject(json) && ('talk' in json || 'scenarios' in json);

/** Never throws. */
export const readKlpFile = (text: string): ReadFile => {
  const found = jsonOf(text);
  if ('problems' in found) return found;
  if (isTalk(found.json))
    return wrong('', 'this is a talk of several scenarios, and one scenario is wanted here: open it by itself');
  const read = everyProblem(klpFile, found.json, MOST_PROBLEMS);
  if ('problems' in read) return read;
  const problems = impossible(read.value).slice(0, MOST_PROBLEMS);
  return problems.length > 0 ? { problems } : { file: read.value };
};

/** A talk; `null` for everything else. Never throws. */
export const readKlpTalk = (text: string): ReadTalk | null => {
  const found = jsonOf(text);
  if ('problems' in found || !isTalk(found.json)) return null;
  const read = everyProblem(klpTalk, found.json, MOST_PROBLEMS);
  if ('problems' in read) return read;
  const problems = read.value.scenarios.flatMap((file, index) =>
    impossible(file).map(({ at, says }) => ({ at: `scenarios[${index}].${at}`, says })),
  );
  return problems.length > 0 ? { problems: problems.slice(0, MOST_PROBLEMS) } : { talk: read.value };
};

/** `steps[3].event.cpu: an event names CPU 2, but the CPUs are 0 to 1` */
export const problemText = ({ at, says }: Problem): string => (at === '' ? says : `${at}: ${says}`);
