/** The form of an own world: text as it was typed, and what it means. Pure. */
import { LIMITS } from '../kernel/limits';
import type { KlpState } from '../kernel/model';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';

export type Place = NonNullable<TaskSpec['where']>;

export interface CrowdForm {
  readonly key: number;
  readonly comm: string;
  readonly count: string;
  readonly where: Place;
  /** Functions on the kernel stack, newest first. */
  readonly stack: string;
}

export interface PatchForm {
  readonly key: number;
  readonly name: string;
  readonly version: string;
  readonly sticky: boolean;
  readonly replace: boolean;
  readonly replaceSet: string;
  /** As in `readStates`. */
  readonly states: string;
  readonly funcs: string;
}

/** What a new row says of its livepatch. */
export const emptyPatch: Omit<PatchForm, 'key' | 'name'> = {
  version: '0',
  sticky: false,
  replace: false,
  replaceSet: '0',
  states: '',
  funcs: '',
};

export interface WorldForm {
  readonly cpus: string;
  readonly crowds: readonly CrowdForm[];
  readonly patches: readonly PatchForm[];
}

/** Field → what is wrong with it and what would be right. Fields are `cpus`, `tasks`, `patches`, `crowd.KEY.count`, `patch.KEY.name` … */
export type Problems = ReadonlyMap<string, string>;

const FIRST_TID = 101;

export const emptyForm: WorldForm = {
  cpus: '2',
  crowds: [{ key: 1, comm: 'worker', count: '6', where: 'interruptible', stack: 'do_epoll_wait' }],
  patches: [{ ...emptyPatch, key: 1, name: 'my_patch', version: '1', funcs: 'cmdline_proc_show' }],
};

/** Words separated by spaces, commas before a space or line ends. `f,2` is one word: sympos 2 of `f`. */
const words = (text: string): readonly string[] =>
  text
    .split(/,?\s+|,$/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

const whole = (text: string, least: number, most: number): number | null => {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

const MODULE = /^[A-Za-z_]\w{0,54}$/;
const FUNCTION = /^(?:[A-Za-z_]\w*:)?[A-Za-z_.$][\w.$]*(?:,[1-9]\d{0,3})?$/;

const functionsProblem = (text: string): string | null => {
  const wrong = words(text).find((word) => !FUNCTION.test(word));
  return wrong === undefined
    ? null
    : `“${wrong}” is not a function. Write func, module:func, or func,2 for the second symbol of that name.`;
};

/** The word for `block_disable` in a list of states. */
export const BLOCK = 'block_disable';
const STATE = /^([1-9]\d{0,9})-(\d{1,10})(?:\s+(block_disable))?$/;
const STATES_HINT = 'Write id-version, as in 1-2, or 1-2 block_disable, with commas between; ids begin at 1.';

/**
 * `1-2, 3-1 block_disable`: state 1 in version 2, and state 3 in version 1, which may not be undone.
 * @returns the states, or a sentence about the first that cannot be read.
 */
export function readStates(text: string): { readonly states: readonly KlpState[] } | { readonly problem: string } {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const states: KlpState[] = [];
  for (const entry of entries) {
    const [, first = '', second = '', blocked] = STATE.exec(entry) ?? [];
    const [id, version] = [whole(first, 1, LIMITS.version), whole(second, 0, LIMITS.version)];
    if (id === null || version === null) return { problem: `“${entry}” is not a state. ${STATES_HINT}` };
    if (states.some((state) => state.id === id)) return { problem: `State ${id} is there twice.` };
    states.push({ id, version, ...(blocked === undefined ? {} : { blockDisable: true }) });
  }
  return { states };
}

const checkCrowds = (form: WorldForm, cpus: number | null, found: Map<string, string>): readonly TaskSpec[] => {
  const specs: TaskSpec[] = [];
  let tid = FIRST_TID;
  let onCpu = 0;
  for (const { key, comm, count, where, stack } of form.crowds) {
    const field = (name: string) => `crowd.${key}.${name}`;
    const many = whole(count, 1, LIMITS.tasks);
    if (many === null) found.set(field('count'), `A whole number from 1 to ${LIMITS.tasks.toLocaleString('en')}.`);
    const wrong = where === 'user' ? null : functionsProblem(stack);
    if (wrong !== null) found.set(field('stack'), wrong);
    if (where === 'user' || where === 'kernel') onCpu += many ?? 0;
    const frames = where === 'user' ? [] : words(stack);
    specs.push({
      tid,
      comm: comm.trim(),
      where,
      ...(frames.length > 0 ? { stack: frames } : {}),
      ...(many !== null && many > 1 ? { count: many } : {}),
    });
    tid += many ?? 1;
  }
  if (form.crowds.length === 0) found.set('tasks', 'A world needs at least one task.');
  if (cpus !== null && onCpu > cpus)
    found.set('cpus', `${onCpu} tasks want to be on a CPU, but there are ${cpus}. Add CPUs or let some of them sleep.`);
  return specs;
};

const checkPatches = (
  form: WorldForm,
  taken: ReadonlySet<string>,
  found: Map<string, string>,
): readonly PatchSpec[] => {
  return form.patches.map(({ key, name: typed, version: number, sticky, replace, funcs, ...more }) => {
    const field = (part: string) => `patch.${key}.${part}`;
    const name = typed.trim();
    const version = whole(number, 0, LIMITS.version);
    if (!MODULE.test(name)) found.set(field('name'), 'A module name: a letter, then letters, digits or _, at most 55.');
    else if (taken.has(name))
      found.set(field('name'), `The library already has a module ${name}. Choose another name.`);
    if (version === null) found.set(field('version'), 'A whole number; 0 opts out of versioning.');
    const replaceSet = whole(more.replaceSet, 0, LIMITS.version);
    if (replaceSet === null) found.set(field('replaceSet'), 'A whole number; 0 is the set of all that name none.');
    const read = readStates(more.states);
    if ('problem' in read) found.set(field('states'), read.problem);
    const wrong = functionsProblem(funcs);
    if (wrong !== null) found.set(field('funcs'), wrong);
    else if (words(funcs).length === 0) found.set(field('funcs'), 'A livepatch replaces at least one function.');
    return {
      name,
      funcs: words(funcs),
      ...(version !== null && version > 0 ? { version } : {}),
      ...(sticky ? { sticky } : {}),
      ...(replace ? { replace } : {}),
      ...(replaceSet !== null && replaceSet > 0 ? { replaceSet } : {}),
      ...('states' in read && read.states.length > 0 ? { states: read.states } : {}),
    };
  });
};

/** The world that the form describes, or everything that stands in the way. `taken` are the library's own names. */
export const readForm = (
  form: WorldForm,
  taken: ReadonlySet<string>,
): { readonly world: World; readonly problems: null } | { readonly world: null; readonly problems: Problems } => {
  const found = new Map<string, string>();
  const cpus = whole(form.cpus, 1, LIMITS.cpus);
  if (cpus === null) found.set('cpus', `A whole number from 1 to ${LIMITS.cpus}.`);
  const tasks = checkCrowds(form, cpus, found);
  const patches = checkPatches(form, taken, found);
  const world: World = { cpus: cpus ?? LIMITS.cpus, tasks, ...(patches.length > 0 ? { patches } : {}) };
  for (const { at, says } of worldProblems(world)) {
    const field = fieldOf(at, form);
    if (!found.has(field)) found.set(field, `${says.charAt(0).toUpperCase()}${says.slice(1)}.`);
  }
  return found.size > 0 ? { world: null, problems: found } : { world, problems: null };
};

/** `tasks[2].comm` of a world is `crowd.KEY.comm` of the form. */
const fieldOf = (at: string, { crowds, patches }: WorldForm): string =>
  at
    .replace(/^tasks\[(\d+)\]/, (_, index: string) => `crowd.${crowds[Number(index)]?.key}`)
    .replace(/^patches\[(\d+)\]/, (_, index: string) => `patch.${patches[Number(index)]?.key}`);

/** A key that no row has yet. */
export const nextKey = (rows: readonly { readonly key: number }[]): number =>
  rows.reduce((most, { key }) => Math.max(most, key), 0) + 1;
