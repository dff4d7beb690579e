/** From texts of the reader's to what the viewer shows. Fetched when somebody opens a file. */
import { scenarioOfFile } from '../file/file';
import { isNothing, type Understood, understood } from '../intake/given';
import { grown } from '../intake/grow';
import type { Given } from '../intake/kind';
import { isListed } from '../intake/listed';
import { library } from '../kernel/library';
import type { WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import type { Scenario } from '../scenarios/scenario';
import { crowded } from '../session/crowded';
import { NAMELESS } from '../viewer/opening';

/** A machine with something more. */
export interface Changed {
  readonly world: WideWorld;
  /** What was added. */
  readonly says: string;
  /** What was not understood, a sentence each. */
  readonly lines: readonly string[];
}

export type Opened =
  /** With what is added to its machine, or with what was not understood besides. */
  | {
      readonly scenario: Scenario;
      /** The step that it opens at, where its file says so. */
      readonly at: number | undefined;
      readonly changed: Changed | null;
      /** What of its machine is otherwise than it is written, a sentence each. */
      readonly remarks: readonly string[];
      readonly lines: readonly string[];
    }
  | { readonly changed: Changed }
  | { readonly problems: readonly string[] };

const isBuiltInTarget = (name: string): boolean =>
  library.some((image) => image.name === name && image.kind === 'target');

/** What is called otherwise on the page than in a form. */
const RENAME = 'Another name: give the text a first line /* my_fix.c */, or change it under “Own world …”.';

/** The machine with all of it, or why there cannot be such a machine; `null`: there is nothing to add. */
function changedBy(world: WideWorld, found: Understood): Changed | { readonly problems: readonly string[] } | null {
  const known = found.targets.filter((target) => isBuiltInTarget(target.name) && !isListed(target));
  const lines = [
    ...known.map(({ name }) => `The module ${name} is in the library already.`),
    ...found.lines,
    ...found.refused,
  ];
  const addition = { ...found, targets: found.targets.filter((target) => !known.includes(target)) };
  if (isNothing({ ...addition, file: null })) return known.length === 0 ? null : { problems: lines };
  const { world: more, says, guess } = grown(world, addition);
  const problems = worldProblems(more);
  if (problems.length > 0) return { problems: problems.map(({ says: why }) => why) };
  return { world: more, says: [...says, ...(guess === null ? [] : [RENAME]), ...found.passed].join(' '), lines };
}

/** A scenario, the machine with what the texts add to it, or both. */
export const openedFrom = async (all: readonly Given[], world: WideWorld): Promise<Opened> => {
  const found = await understood(all, world.tasks);
  const { file, refused } = found;
  const changed = changedBy(file?.world ?? world, found);
  if (file === null) {
    if (changed === null) return { problems: [...refused, ...found.passed] };
    return 'problems' in changed ? changed : { changed };
  }
  const { at } = file;
  const scenario = { ...scenarioOfFile(file, NAMELESS), ...NAMELESS };
  const opened = { scenario, at, remarks: crowded(file.world) };
  if (changed === null || 'problems' in changed)
    return { ...opened, changed: null, lines: [...refused, ...(changed?.problems ?? [])] };
  return { ...opened, changed, lines: [] };
};
