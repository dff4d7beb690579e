/** What is in a panel that is folded, in a few true words, and whether the step changed what it shows. */
import type { Kernel } from '../kernel/model';
import { plural } from '../phrases/plural';
import type { PanelName } from '../scenarios/look';
import type { View } from '../viewer/contract';
import { memoize } from '../viewer/memoize';
import { isNewLine, logLines } from './log/lines';

export interface Summary {
  readonly says: string;
  readonly changed: boolean;
}

type Summarised = Exclude<PanelName, 'Loaded patches' | 'Tasks' | 'Why' | 'Version counter'>;

/** The phase, and how the step came to it. */
const chart = ({ phase, step, microstep, trace, cursor }: View): Summary => {
  const before = cursor.step === 0 ? null : (trace.steps[cursor.step - 1]?.phase ?? null);
  const edges = step.microsteps.length;
  const says = edges === 0 || microstep !== null ? `phase ${phase}` : `${phase}, ${plural(edges, 'edge')}`;
  return { says, changed: before !== null && before !== phase };
};

const patched = ({ ops }: Kernel) => ops.filter(({ funcStack }) => funcStack.length > 0);
const stacks = (kernel: Kernel): string =>
  patched(kernel)
    .map(({ object, func, funcStack }) => [object, func, ...funcStack.map(({ patch }) => patch)].join(' '))
    .join('\n');

const isChanged = (before: Kernel, now: Kernel): boolean =>
  before.transition?.patch !== now.transition?.patch || (before.ops !== now.ops && stacks(before) !== stacks(now));

/** Whose entries came, went, or are no longer in transition. */
const functions = ({ kernel, before }: View): Summary => {
  const { length } = patched(kernel);
  return {
    says: length === 0 ? 'no function is patched' : `${plural(length, 'function')} patched`,
    changed: before !== null && isChanged(before, kernel),
  };
};

const names = ({ modules }: Kernel): string => modules.map(({ name }) => name).join(' ');

const library = ({ kernel, before }: View): Summary => ({
  says: `${kernel.library.length} modules, ${kernel.modules.length} loaded`,
  changed: before !== null && names(before) !== names(kernel),
});

const kernelLog = ({ trace, cursor }: View): Summary => {
  const all = logLines(trace, cursor);
  const fresh = all.filter((line) => isNewLine(line, cursor)).length;
  const says =
    fresh === 0 ? `${plural(all.length, 'line')}, none new` : `${plural(fresh, 'new line')}, ${all.length} in all`;
  return { says, changed: fresh > 0 };
};

/** As far as it can be said without the files themselves; see `sysfs/summary.ts`. */
const sysfs = ({ kernel }: View): Summary => ({
  says: plural(kernel.patches.length, 'livepatch directory', 'livepatch directories'),
  changed: false,
});

const table: Readonly<Record<Summarised, (view: View) => Summary>> = {
  Statechart: memoize(chart),
  Functions: memoize(functions),
  'Module library': memoize(library),
  'Kernel log': memoize(kernelLog),
  Sysfs: memoize(sysfs),
};

const isSummarised = (panel: PanelName): panel is Summarised => panel in table;

/** Once per view. Panels that are always in sight have none. */
export const summaryOf = (panel: PanelName, view: View): Summary | null =>
  isSummarised(panel) ? table[panel](view) : null;
