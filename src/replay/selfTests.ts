/** The kernel's own self-tests as scenarios, each loaded when it is opened. */
import { mergedPolicy } from '../kernel/policies';
import type { Scenario, ScenarioTitle } from '../scenarios/scenario';

/** Those that came as vectors, then those transcribed by hand from the same folder of the kernel: id in links, title. */
const names: readonly (readonly [id: string, title: string])[] = [
  ['callbacks-module-coming-and-module-going-notifiers', 'test-callbacks: module_coming and module_going notifiers'],
  ['callbacks-module-coming-notifier', 'test-callbacks: module_coming notifier'],
  ['callbacks-module-going-notifier', 'test-callbacks: module_going notifier'],
  ['callbacks-multiple-target-modules', 'test-callbacks: multiple target modules'],
  ['callbacks-pre-patch-callback-enodev', 'test-callbacks: pre-patch callback -ENODEV'],
  ['callbacks-target-module-before-livepatch', 'test-callbacks: target module before livepatch'],
  ['callbacks-target-module-not-present', 'test-callbacks: target module not present'],
  ['livepatch-atomic-replace-livepatch', 'test-livepatch: atomic replace livepatch'],
  ['livepatch-basic-function-patching', 'test-livepatch: basic function patching'],
  ['livepatch-module-function-patching-livepatch-first', 'test-livepatch: module function patching (livepatch first)'],
  ['livepatch-module-function-patching', 'test-livepatch: module function patching'],
  ['livepatch-multiple-livepatches', 'test-livepatch: multiple livepatches'],
  ['state-compatible-cumulative-livepatches', 'test-state: compatible cumulative livepatches'],
  ['state-incompatible-cumulative-livepatches', 'test-state: incompatible cumulative livepatches'],
  ['state-system-state-modification', 'test-state: system state modification'],
  ['state-taking-over-system-state-modification', 'test-state: taking over system state modification'],
  ['sysfs-object-patched', 'test-sysfs: sysfs test object/patched'],
  ['sysfs-replace-enabled', 'test-sysfs: sysfs test replace enabled'],
  ['sysfs', 'test-sysfs: sysfs test'],
  ['callbacks-atomic-replace', 'test-callbacks: atomic replace'],
  ['callbacks-busy-target-module', 'test-callbacks: busy target module'],
  ['callbacks-module-coming-pre-patch-callback-enodev', 'test-callbacks: module_coming + pre-patch callback -ENODEV'],
  ['callbacks-multiple-livepatches', 'test-callbacks: multiple livepatches'],
  ['ftrace-ftrace-enabled-sysctl', 'test-ftrace: livepatch interaction with ftrace_enabled sysctl'],
  [
    'kprobe-kprobed-function-with-post-handler',
    'test-kprobe: livepatch interaction with kprobed function with post_handler',
  ],
  [
    'kprobe-kprobed-function-without-post-handler',
    'test-kprobe: livepatch interaction with kprobed function without post_handler',
  ],
  ['sysfs-replace-disabled', 'test-sysfs: sysfs test replace disabled'],
  ['sysfs-stack-order-value', 'test-sysfs: sysfs test stack_order value'],
];

export const selfTests: readonly ScenarioTitle[] = names.map(([id, title]) => ({
  id: `selftest-${id}`,
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
