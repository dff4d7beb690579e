/** What a challenge asks for, read on a state of the machine. No rule lives here: the chart is asked, or the kernel is read. */
import { type Kernel, KLP_PATCHED } from '../kernel/model';
import { listedPatches, moduleOf, opsOf, patchOf } from '../kernel/queries';
import { implementationFor, klpCheckStack } from '../kernel/stack';
import { taskStatus } from '../kernel/taskStatus';
import type { Challenge, Goal } from '../scenarios/scenario';
import { type Step, stepAfter } from '../trace/trace';

export interface Situation {
  /** Policy id. */
  readonly policy: string;
  readonly step: Step;
}

/** The rule that would refuse the module now; `null` when it would load. */
const loadRefusal = ({ policy, step }: Situation, module: string): string | null =>
  stepAfter(policy, step, { type: 'insmod', module }).refusal?.rule ?? null;

const isEnabled = (kernel: Kernel, patch: string): boolean => patchOf(kernel, patch)?.enabled === true;

const isListed = (kernel: Kernel, patch: string): boolean => listedPatches(kernel).some(({ name }) => name === patch);

const topOf = (kernel: Kernel, func: string): string | undefined => opsOf(kernel, 'vmlinux', func)?.funcStack[0]?.patch;

/** None of the functions that the livepatch has redirected leads to it. */
const isCovered = (kernel: Kernel, patch: string): boolean => {
  const own = kernel.ops.filter(({ funcStack }) => funcStack.some((entry) => entry.patch === patch));
  return (
    own.length > 0 && own.every(({ object, func }) => implementationFor(kernel, object, func, KLP_PATCHED) !== patch)
  );
};

const implementationsInside = (kernel: Kernel, func: string): ReadonlySet<string | null> =>
  new Set(kernel.tasks.flatMap(({ stack }) => stack.filter((frame) => frame.func === func).map(({ impl }) => impl)));

const statesOf = (kernel: Kernel, comm: string): ReadonlySet<number> =>
  new Set(kernel.tasks.filter((task) => task.comm === comm).map(({ patchState }) => patchState));

const isNopInTheWay = (kernel: Kernel): boolean =>
  kernel.transition?.target === KLP_PATCHED &&
  kernel.tasks.some(({ pending, stack }) => {
    const held = pending ? klpCheckStack(kernel, stack) : null;
    return held !== null && opsOf(kernel, held.object, held.func)?.funcStack[0]?.nop === true;
  });

const isLeftBehind = (kernel: Kernel): boolean => kernel.tasks.some((task) => taskStatus(kernel, task).leftBehind);

const holds = (goal: Goal, at: Situation): boolean => {
  const { kernel } = at.step;
  switch (goal.is) {
    case 'idle':
      return kernel.transition === null;
    case 'loadable':
      return loadRefusal(at, goal.module) === null;
    case 'refused':
      return loadRefusal(at, goal.module) === goal.rule;
    case 'unloaded':
      return moduleOf(kernel, goal.module) === undefined;
    case 'enabled':
      return isEnabled(kernel, goal.patch);
    case 'unlisted':
      return !isListed(kernel, goal.patch);
    case 'counter':
      return kernel.latestVersion === goal.value;
    case 'onTop':
      return topOf(kernel, goal.func) === goal.patch;
    case 'covered':
      return isCovered(kernel, goal.patch);
    case 'mixed':
      return implementationsInside(kernel, goal.func).size > 1;
    case 'split':
      return statesOf(kernel, goal.comm).size > 1;
    case 'nopBlocks':
      return isNopInTheWay(kernel);
    case 'leftBehind':
      return isLeftBehind(kernel);
    case 'noneLeftBehind':
      return !isLeftBehind(kernel);
  }
};

/** Everything the challenge asks for is there at the same time. */
export const isReached = ({ reach }: Challenge, at: Situation): boolean => reach.every((goal) => holds(goal, at));
