/** The kernel's own self-tests as scenarios, each loaded when it is opened. */
import { mergedPolicy } from '../kernel/policies';
import type { Scenario, ScenarioTitle } from '../scenarios/scenario';

/** Those that came as vectors, then those transcribed by hand from the same folder of the kernel. */
const titles: readonly string[] = [
  'test-callbacks: module_coming and module_going notifiers',
  'test-callbacks: module_coming notifier',
  'test-callbacks: module_going notifier',
  'test-callbacks: multiple target modules',
  'test-callbacks: pre-patch callback -ENODEV',
  'test-callbacks: target module before livepatch',
  'test-callbacks: target module not present',
  'test-livepatch: atomic replace livepatch',
  'test-livepatch: basic function patching',
  'test-livepatch: module function patching (livepatch first)',
  'test-livepatch: module function patching',
  'test-livepatch: multiple livepatches',
  'test-state: compatible cumulative livepatches',
  'test-state: incompatible cumulative livepatches',
  'test-state: system state modification',
  'test-state: taking over system state modification',
  'test-sysfs: sysfs test object/patched',
  'test-sysfs: sysfs test replace enabled',
  'test-sysfs: sysfs test',
  'test-callbacks: atomic replace',
  'test-callbacks: busy target module',
  'test-callbacks: module_coming + pre-patch callback -ENODEV',
  'test-callbacks: multiple livepatches',
  'test-ftrace: livepatch interaction with ftrace_enabled sysctl',
  'test-kprobe: livepatch interaction with kprobed function with post_handler',
  'test-kprobe: livepatch interaction with kprobed function without post_handler',
  'test-sysfs: sysfs test replace disabled',
  'test-sysfs: sysfs test stack_order value',
];

/** As links name it, and the file of its vector: `test-callbacks: module_coming notifier` is `callbacks-module-coming-notifier`. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/^test-|: (?:livepatch interaction with|sysfs test)/g, ' ')
    .match(/[a-z\d]+/g)
    ?.join('-') ?? title;

export const selfTests: readonly ScenarioTitle[] = titles.map((title) => ({
  id: `selftest-${idOf(title)}`,
  title,
  group: 'Kernel self-tests',
  policy: mergedPolicy.id,
}));

/** The vector of this id as its file has it; `undefined` when there is none. */
export const readVector = async (id: string): Promise<unknown> => (await import('./vectors')).vectors[id];

/**
 * The scenario of this id, or `null` when there is none.
 * @throws when its file is not a vector.
 */
export const loadSelfTest = async (id: string): Promise<Scenario | null> => {
  const found = selfTests.find((each) => each.id === id);
  if (found === undefined) return null;
  // Replaying is no part of the first load: most visitors open another scenario.
  const [{ parseVector }, { scenarioFromVector }] = await Promise.all([import('./vector'), import('./scenario')]);
  const parsed = parseVector(await readVector(id));
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ at, says }) => `${at}: ${says}`).join('; '));
  return scenarioFromVector(parsed.vector, found);
};
