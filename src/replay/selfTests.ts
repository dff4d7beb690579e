/** The kernel's own self-tests as scenarios, each loaded when it is opened. */
import type { Scenario, ScenarioTitle } from '../scenarios/scenario';

export interface SelfTest extends ScenarioTitle {
  /** The vector as its file has it. */
  readonly read: () => Promise<unknown>;
}

const selfTest = (id: string, title: string, load: () => Promise<{ readonly default: unknown }>): SelfTest => ({
  id,
  title,
  group: 'Kernel self-tests',
  policy: 'system-state',
  read: async () => (await load()).default,
});

/** Those that came as vectors, then those transcribed by hand from the same folder of the kernel. */
export const selfTests: readonly SelfTest[] = [
  selfTest(
    'selftest-callbacks-module-coming-and-module-going-notifiers',
    'test-callbacks: module_coming and module_going notifiers',
    () => import('./vectors/test-callbacks__module-coming-and-module-going-notifiers.json'),
  ),
  selfTest(
    'selftest-callbacks-module-coming-notifier',
    'test-callbacks: module_coming notifier',
    () => import('./vectors/test-callbacks__module-coming-notifier.json'),
  ),
  selfTest(
    'selftest-callbacks-module-going-notifier',
    'test-callbacks: module_going notifier',
    () => import('./vectors/test-callbacks__module-going-notifier.json'),
  ),
  selfTest(
    'selftest-callbacks-multiple-target-modules',
    'test-callbacks: multiple target modules',
    () => import('./vectors/test-callbacks__multiple-target-modules.json'),
  ),
  selfTest(
    'selftest-callbacks-pre-patch-callback-enodev',
    'test-callbacks: pre-patch callback -ENODEV',
    () => import('./vectors/test-callbacks__pre-patch-callback-enodev.json'),
  ),
  selfTest(
    'selftest-callbacks-target-module-before-livepatch',
    'test-callbacks: target module before livepatch',
    () => import('./vectors/test-callbacks__target-module-before-livepatch.json'),
  ),
  selfTest(
    'selftest-callbacks-target-module-not-present',
    'test-callbacks: target module not present',
    () => import('./vectors/test-callbacks__target-module-not-present.json'),
  ),
  selfTest(
    'selftest-livepatch-atomic-replace-livepatch',
    'test-livepatch: atomic replace livepatch',
    () => import('./vectors/test-livepatch__atomic-replace-livepatch.json'),
  ),
  selfTest(
    'selftest-livepatch-basic-function-patching',
    'test-livepatch: basic function patching',
    () => import('./vectors/test-livepatch__basic-function-patching.json'),
  ),
  selfTest(
    'selftest-livepatch-module-function-patching-livepatch-first',
    'test-livepatch: module function patching (livepatch first)',
    () => import('./vectors/test-livepatch__module-function-patching-livepatch-first.json'),
  ),
  selfTest(
    'selftest-livepatch-module-function-patching',
    'test-livepatch: module function patching',
    () => import('./vectors/test-livepatch__module-function-patching.json'),
  ),
  selfTest(
    'selftest-livepatch-multiple-livepatches',
    'test-livepatch: multiple livepatches',
    () => import('./vectors/test-livepatch__multiple-livepatches.json'),
  ),
  selfTest(
    'selftest-state-compatible-cumulative-livepatches',
    'test-state: compatible cumulative livepatches',
    () => import('./vectors/test-state__compatible-cumulative-livepatches.json'),
  ),
  selfTest(
    'selftest-state-incompatible-cumulative-livepatches',
    'test-state: incompatible cumulative livepatches',
    () => import('./vectors/test-state__incompatible-cumulative-livepatches.json'),
  ),
  selfTest(
    'selftest-state-system-state-modification',
    'test-state: system state modification',
    () => import('./vectors/test-state__system-state-modification.json'),
  ),
  selfTest(
    'selftest-state-taking-over-system-state-modification',
    'test-state: taking over system state modification',
    () => import('./vectors/test-state__taking-over-system-state-modification.json'),
  ),
  selfTest(
    'selftest-sysfs-object-patched',
    'test-sysfs: sysfs test object/patched',
    () => import('./vectors/test-sysfs__sysfs-test-object-patched.json'),
  ),
  selfTest(
    'selftest-sysfs-replace-enabled',
    'test-sysfs: sysfs test replace enabled',
    () => import('./vectors/test-sysfs__sysfs-test-replace-enabled.json'),
  ),
  selfTest('selftest-sysfs', 'test-sysfs: sysfs test', () => import('./vectors/test-sysfs__sysfs-test.json')),
  selfTest(
    'selftest-callbacks-atomic-replace',
    'test-callbacks: atomic replace',
    () => import('./more/test-callbacks__atomic-replace.json'),
  ),
  selfTest(
    'selftest-callbacks-busy-target-module',
    'test-callbacks: busy target module',
    () => import('./more/test-callbacks__busy-target-module.json'),
  ),
  selfTest(
    'selftest-callbacks-module-coming-pre-patch-callback-enodev',
    'test-callbacks: module_coming + pre-patch callback -ENODEV',
    () => import('./more/test-callbacks__module-coming-pre-patch-callback-enodev.json'),
  ),
  selfTest(
    'selftest-callbacks-multiple-livepatches',
    'test-callbacks: multiple livepatches',
    () => import('./more/test-callbacks__multiple-livepatches.json'),
  ),
  selfTest(
    'selftest-ftrace-ftrace-enabled-sysctl',
    'test-ftrace: livepatch interaction with ftrace_enabled sysctl',
    () => import('./more/test-ftrace__livepatch-interaction-with-ftrace-enabled-sysctl.json'),
  ),
  selfTest(
    'selftest-kprobe-kprobed-function-with-post-handler',
    'test-kprobe: livepatch interaction with kprobed function with post_handler',
    () => import('./more/test-kprobe__livepatch-interaction-with-kprobed-function-with-post-handler.json'),
  ),
  selfTest(
    'selftest-kprobe-kprobed-function-without-post-handler',
    'test-kprobe: livepatch interaction with kprobed function without post_handler',
    () => import('./more/test-kprobe__livepatch-interaction-with-kprobed-function-without-post-handler.json'),
  ),
  selfTest(
    'selftest-sysfs-replace-disabled',
    'test-sysfs: sysfs test replace disabled',
    () => import('./more/test-sysfs__sysfs-test-replace-disabled.json'),
  ),
  selfTest(
    'selftest-sysfs-stack-order-value',
    'test-sysfs: sysfs test stack_order value',
    () => import('./more/test-sysfs__sysfs-test-stack-order-value.json'),
  ),
];

/**
 * The scenario of this id, or `null` when there is none.
 * @throws when its file is not a vector.
 */
export const loadSelfTest = async (id: string): Promise<Scenario | null> => {
  const found = selfTests.find((each) => each.id === id);
  if (found === undefined) return null;
  // Replaying is no part of the first load: most visitors open another scenario.
  const [{ parseVector }, { scenarioFromVector }] = await Promise.all([import('./vector'), import('./scenario')]);
  const parsed = parseVector(await found.read());
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ at, says }) => `${at}: ${says}`).join('; '));
  return scenarioFromVector(parsed.vector, found);
};
