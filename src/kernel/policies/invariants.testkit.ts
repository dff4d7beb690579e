/** What each policy promises besides what holds under every policy. */
import type { Invariant, Patch } from '../model';
import { KLP_UNPATCHED } from '../model';
import { funcKey, listedPatches } from '../queries';
import { highestEnabled } from '../versioning';

/** A sticky, fully patched patch is never disabled. */
const stickyDisabled: Invariant = (before, after) =>
  before.patches
    .filter(({ sticky, enabled, name }) => sticky && enabled && before.transition?.patch !== name)
    .filter(({ name }) => after.transition?.patch === name && after.transition.target === KLP_UNPATCHED)
    .map(({ name }) => `the sticky patch ${name} is being disabled`);

/** The counter is what it became when the last transition completed: the highest version enabled then. */
const counterWrong: Invariant = (before, after) => {
  const expected = after.transition === null ? highestEnabled(after) : before.latestVersion;
  return after.latestVersion === expected ? [] : [`latest_version is ${after.latestVersion}, not ${expected}`];
};

/** A patch with a blocked state is never on its way out by itself: only a successor ends it. */
const blockedDisabled: Invariant = (_before, after) =>
  after.patches
    .filter(({ name }) => after.transition?.patch === name && after.transition.target === KLP_UNPATCHED)
    .filter(({ states }) => states.some(({ blockDisable }) => blockDisable === true))
    .map(({ name }) => `${name}, with a state that cannot be undone, is being disabled`);

/** Each pair once. */
const pairs = <T>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.flatMap((left, index) => list.slice(index + 1).map((right) => [left, right] as const));

const functionsOf = ({ objects }: Patch): ReadonlySet<string> =>
  new Set(objects.flatMap(({ name, funcs }) => funcs.map((func) => `${name}:${funcKey(func)}`)));

/** One patch per set, but for the one in transition; sets share neither states nor functions. */
const setsMixed: Invariant = (_before, after) =>
  pairs(listedPatches(after)).flatMap(([left, right]) => {
    const both = `${left.name} and ${right.name}`;
    if (left.replaceSet === right.replaceSet) {
      const replacing = [left.name, right.name].some((name) => after.transition?.patch === name);
      return replacing ? [] : [`${both} are both there in set ${left.replaceSet}`];
    }
    const ids = new Set(left.states.map(({ id }) => id));
    const functions = functionsOf(left);
    return [
      ...right.states.filter(({ id }) => ids.has(id)).map(({ id }) => `${both} share state ${id}`),
      ...[...functionsOf(right)].filter((func) => functions.has(func)).map((func) => `${both} share ${func}`),
    ];
  });

export const invariantsOf: Readonly<Record<string, readonly Invariant[]>> = {
  'rfc-2019': [stickyDisabled, counterWrong],
  'block-disable': [blockedDisabled],
  'replace-set': [setsMixed],
};
