/** Reads `*.klp.json`. A file that cannot be used is answered with what is wrong, where, and what would do. */
import type { KernelEvent } from '../kernel/events';
import { type Problem, worldProblems } from '../kernel/worldProblems';
import { readJson } from '../shapes/json';
import { isRecord } from '../shapes/record';
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

/** What else people have as JSON, by fields that it always has, and what can be done with it. */
const OTHERS: readonly { readonly has: readonly string[]; readonly says: string }[] = [
  {
    has: ['world', 'steps'],
    says: `this is a scenario without its form: begin it with "klp": ${FORM}`,
  },
  {
    has: ['id', 'tasks', 'steps'],
    says: `this is a sequence that a kernel has played: “npm run --silent replay -- --klp --sequence ID FILE.jsonl” writes it as a scenario, which can be opened`,
  },
  {
    has: ['steps'],
    says: `this is a self-test as a vector: “npm run --silent replay -- FILE” plays it, and with “--klp” before FILE it is written as a scenario, which can be opened`,
  },
  {
    has: ['modules'],
    says: `these are modules for self-tests, which “npm run --silent replay -- --modules FILE VECTOR” reads. For a machine on this page write them in C`,
  },
  {
    has: ['tasks'],
    says: `this is a machine alone: it becomes a scenario as the field "world" of { "klp": ${FORM}, "title": "…", "world": …, "steps": [] }`,
  },
  {
    has: ['scenarios'],
    says: `this is a talk without its form: begin it with "klp": ${FORM}`,
  },
  {
    has: ['properties'],
    says: 'this is a JSON Schema: it says how a scenario is written, and is none',
  },
];

/** A file of another kind, or of another release, is not blamed field by field. */
const strange = (json: unknown): string | null => {
  const form: unknown = isRecord(json) ? Object.entries(json).find(([name]) => name === 'klp')?.[1] : undefined;
  if (form === FORM) return null;
  if (typeof form === 'number' && form > FORM) {
    return `made by a newer release: its form is ${form}, this release reads up to ${FORM}`;
  }
  const other = OTHERS.find(({ has }) => has.every((name) => isRecord(json) && Object.hasOwn(json, name)));
  if (other !== undefined) return other.says;
  const what = Array.isArray(json) ? 'a list' : 'JSON of another kind';
  return `expected an object that begins with "klp": ${FORM}, "title", "world" and "steps"; this is ${what}`;
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
  const read = readJson(text);
  if ('problems' in read) return read;
  const { json } = read;
  const kind = strange(json);
  return kind === null ? { json } : wrong('', kind);
};

/** Several scenarios, and not one. */
const isTalk = (json: unknown): boolean => isRecord(json) && ('talk' in json || 'scenarios' in json);

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
