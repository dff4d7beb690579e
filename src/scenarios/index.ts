/**
 * The syllabus: every scenario in order. Titles are here at once; the scenarios of a group are loaded together when one of
 * them is opened, since its neighbours are what a reader opens next.
 */
import type { Scenario, ScenarioGroup, ScenarioTitle } from './scenario';

type Title = readonly [id: string, title: string, policy?: string];

interface Group {
  readonly name: ScenarioGroup;
  readonly load: () => Promise<readonly Scenario[]>;
  /** The policy is named only when the scenario does not open with the default one. */
  readonly titles: readonly Title[];
}

const groups: readonly Group[] = [
  {
    name: 'First steps',
    load: async () => (await import('./groups/firstSteps')).firstSteps,
    titles: [
      ['first-patch', 'A first patch, from load to removal'],
      ['refused-writes', 'What may be written to enabled and force'],
      ['one-at-a-time', 'One transition at a time'],
    ],
  },
  {
    name: 'Versioning',
    load: async () => (await import('./groups/versioning')).versioning,
    titles: [
      ['upgrades-in-order', 'Upgrades in order: v1, v2, v3'],
      ['version-skipped', 'A version skipped'],
      ['stale-version-refused', 'A stale version refused'],
      ['version-0-opts-out', 'Version 0 opts out'],
      ['downgrade-by-disabling', 'Downgrade by disabling'],
      ['downgrade-by-cumulative', 'Downgrade by a newer cumulative patch'],
      ['older-after-newer', 'An older version after a newer one was disabled'],
    ],
  },
  {
    name: 'Sticky',
    load: async () => (await import('./groups/sticky')).sticky,
    titles: [
      ['sticky-refuses-disable', 'Sticky refuses to be disabled'],
      ['sticky-reversed', 'Sticky reversed in mid-transition'],
      ['sticky-lifted', 'Stickiness lifted by a cumulative follow-up'],
      ['unsafe-change', 'An unsafe change, without sticky'],
      ['unsafe-change-sticky', 'An unsafe change, with sticky'],
      ['unversioned-replaces-sticky', 'An unversioned cumulative patch replaces a sticky one'],
      ['sticky-overridden', 'A sticky patch overridden from above'],
      ['sticky-target-unloads', 'A sticky patch and a module that is unloaded'],
    ],
  },
  {
    name: 'Transitions',
    load: async () => (await import('./groups/transitions')).transitions,
    titles: [
      ['idle-tasks', 'Why “swapper/N is running” comes only once'],
      ['fork-inherits', 'A child starts on its parent’s side'],
      ['stuck-wait', 'A stuck transition: wait'],
      ['stuck-signal', 'A stuck transition: SIGSTOP and SIGCONT'],
      ['fake-signal', 'The fake signal, on the 16th failed attempt'],
      ['stuck-reverse', 'A stuck transition: reverse'],
      ['stuck-force', 'A stuck transition: force, and what it costs'],
      ['kthread-stuck', 'A kworker that does not leave a function'],
      ['freezable-sleep', 'A kthread that is always running'],
      ['reversal-back-and-forth', 'Back and forth: which callbacks run on a reversal'],
      ['thousand-tasks', 'A thousand tasks converge'],
      ['ftrace-off', 'When ftrace is switched off'],
      ['kprobe-conflict', 'A kprobe on the same function'],
    ],
  },
  {
    name: 'Replacement',
    load: async () => (await import('./groups/replacement')).replacement,
    titles: [
      ['nop-blocks', 'Atomic replace: a nop that blocks a task'],
      ['non-top-disable', 'Disabling a patch that is not on top'],
      ['sticky-forced-away', 'A forced replacement takes a sticky patch away'],
    ],
  },
  {
    name: 'Target modules',
    load: async () => (await import('./groups/targetModules')).targetModules,
    titles: [
      ['target-arrives', 'A target module that is loaded during a transition'],
      ['target-callbacks', 'Callbacks when a target is loaded and unloaded'],
      ['pre-patch-fails', 'A pre_patch that fails'],
      ['symbol-missing', 'A function that is not there'],
    ],
  },
  {
    name: 'Policies compared',
    load: async () => (await import('./groups/policiesCompared')).policiesCompared,
    titles: [
      ['state-refuses', 'What system-state refuses and the RFC would load', 'system-state'],
      ['rfc-refuses', 'What the RFC refuses and system-state would load'],
      ['rfc-over-atomic-replace', 'What the RFC can refuse and atomic-replace could not'],
      ['rfc-gives-up', 'What the RFC gives up: the short way back'],
      ['block-disable-blocks', 'What block_disable can say and system-state could not', 'block-disable'],
      ['block-disable-gives-up', 'What block_disable gives up: the versions of states', 'block-disable'],
      ['sets-side-by-side', 'What replace sets can say and system-state could not', 'replace-set'],
      ['sets-give-up', 'What replace sets give up: a livepatch on top', 'replace-set'],
    ],
  },
];

export const titles: readonly ScenarioTitle[] = groups.flatMap(({ name: group, titles: named }) =>
  named.map(([id, title, policy]) => ({ id, title, group, ...(policy === undefined ? {} : { policy }) })),
);

const groupOf = (id: string | undefined): Group | undefined =>
  groups.find(({ titles: named }) => named.some(([each]) => each === id));

/** Fetches what is probably opened next; nobody waits for it here. */
export const ask = (id: string | undefined): void => {
  (groupOf(id) ?? groups[0])?.load().catch(() => undefined);
};

/**
 * The scenario with this id, loaded on demand.
 * @throws (rejects) when there is none, or its file cannot be fetched.
 */
export const loadScenario = async (id: string): Promise<Scenario> => {
  const found = (await groupOf(id)?.load())?.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`There is no scenario '${id}'.`);
  return found;
};
