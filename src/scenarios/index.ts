/** The syllabus: every scenario in order. Titles are here at once, a scenario itself is loaded when it is opened. */
import type { Scenario, ScenarioGroup, ScenarioTitle } from './scenario';

interface Entry extends ScenarioTitle {
  readonly load: () => Promise<Scenario>;
}

/** The policy is named only when the scenario does not open with the default one. */
const entry = (
  group: ScenarioGroup,
  id: string,
  title: string,
  load: () => Promise<Scenario>,
  policy?: string,
): Entry => ({ id, title, group, ...(policy === undefined ? {} : { policy }), load });

const entries: readonly Entry[] = [
  entry('First steps', 'first-patch', 'A first patch, from load to removal', () =>
    import('./01-first-patch').then(({ firstPatch }) => firstPatch),
  ),
  entry('First steps', 'refused-writes', 'What may be written to enabled and force', () =>
    import('./02-refused-writes').then(({ refusedWrites }) => refusedWrites),
  ),
  entry('First steps', 'one-at-a-time', 'One transition at a time', () =>
    import('./03-one-at-a-time').then(({ oneAtATime }) => oneAtATime),
  ),
  entry('Versioning', 'upgrades-in-order', 'Upgrades in order: v1, v2, v3', () =>
    import('./04-upgrades-in-order').then(({ upgradesInOrder }) => upgradesInOrder),
  ),
  entry('Versioning', 'version-skipped', 'A version skipped', () =>
    import('./05-version-skipped').then(({ versionSkipped }) => versionSkipped),
  ),
  entry('Versioning', 'stale-version-refused', 'A stale version refused', () =>
    import('./06-stale-version-refused').then(({ staleVersionRefused }) => staleVersionRefused),
  ),
  entry('Versioning', 'version-0-opts-out', 'Version 0 opts out', () =>
    import('./07-version-0-opts-out').then(({ version0OptsOut }) => version0OptsOut),
  ),
  entry('Versioning', 'downgrade-by-disabling', 'Downgrade by disabling', () =>
    import('./08-downgrade-by-disabling').then(({ downgradeByDisabling }) => downgradeByDisabling),
  ),
  entry('Versioning', 'downgrade-by-cumulative', 'Downgrade by a newer cumulative patch', () =>
    import('./09-downgrade-by-cumulative').then(({ downgradeByCumulative }) => downgradeByCumulative),
  ),
  entry('Versioning', 'older-after-newer', 'An older version after a newer one was disabled', () =>
    import('./10-older-after-newer').then(({ olderAfterNewer }) => olderAfterNewer),
  ),
  entry('Sticky', 'sticky-refuses-disable', 'Sticky refuses to be disabled', () =>
    import('./11-sticky-refuses-disable').then(({ stickyRefusesDisable }) => stickyRefusesDisable),
  ),
  entry('Sticky', 'sticky-reversed', 'Sticky reversed in mid-transition', () =>
    import('./12-sticky-reversed').then(({ stickyReversed }) => stickyReversed),
  ),
  entry('Sticky', 'sticky-lifted', 'Stickiness lifted by a cumulative follow-up', () =>
    import('./13-sticky-lifted').then(({ stickyLifted }) => stickyLifted),
  ),
  entry('Sticky', 'unsafe-change', 'An unsafe change, without sticky', () =>
    import('./14-unsafe-change').then(({ unsafeChange }) => unsafeChange),
  ),
  entry('Sticky', 'unsafe-change-sticky', 'An unsafe change, with sticky', () =>
    import('./15-unsafe-change-sticky').then(({ unsafeChangeSticky }) => unsafeChangeSticky),
  ),
  entry('Sticky', 'unversioned-replaces-sticky', 'An unversioned cumulative patch replaces a sticky one', () =>
    import('./16-unversioned-replaces-sticky').then(({ unversionedReplacesSticky }) => unversionedReplacesSticky),
  ),
  entry('Sticky', 'sticky-overridden', 'A sticky patch overridden from above', () =>
    import('./17-sticky-overridden').then(({ stickyOverridden }) => stickyOverridden),
  ),
  entry('Sticky', 'sticky-target-unloads', 'A sticky patch and a module that is unloaded', () =>
    import('./18-sticky-target-unloads').then(({ stickyTargetUnloads }) => stickyTargetUnloads),
  ),
  entry('Transitions', 'idle-tasks', 'Why “swapper/N is running” comes only once', () =>
    import('./19-idle-tasks').then(({ idleTasks }) => idleTasks),
  ),
  entry('Transitions', 'fork-inherits', 'A child starts on its parent’s side', () =>
    import('./20-fork-inherits').then(({ forkInherits }) => forkInherits),
  ),
  entry('Transitions', 'stuck-wait', 'A stuck transition: wait', () =>
    import('./21-stuck-wait').then(({ stuckWait }) => stuckWait),
  ),
  entry('Transitions', 'stuck-signal', 'A stuck transition: SIGSTOP and SIGCONT', () =>
    import('./22-stuck-signal').then(({ stuckSignal }) => stuckSignal),
  ),
  entry('Transitions', 'fake-signal', 'The fake signal, on the 16th failed attempt', () =>
    import('./23-fake-signal').then(({ fakeSignal }) => fakeSignal),
  ),
  entry('Transitions', 'stuck-reverse', 'A stuck transition: reverse', () =>
    import('./24-stuck-reverse').then(({ stuckReverse }) => stuckReverse),
  ),
  entry('Transitions', 'stuck-force', 'A stuck transition: force, and what it costs', () =>
    import('./25-stuck-force').then(({ stuckForce }) => stuckForce),
  ),
  entry('Transitions', 'kthread-stuck', 'A kworker that does not leave a function', () =>
    import('./26-kthread-stuck').then(({ kthreadStuck }) => kthreadStuck),
  ),
  entry('Transitions', 'freezable-sleep', 'A kthread that is always running', () =>
    import('./27-freezable-sleep').then(({ freezableSleep }) => freezableSleep),
  ),
  entry('Transitions', 'reversal-back-and-forth', 'Back and forth: which callbacks run on a reversal', () =>
    import('./28-reversal-back-and-forth').then(({ reversalBackAndForth }) => reversalBackAndForth),
  ),
  entry('Transitions', 'thousand-tasks', 'A thousand tasks converge', () =>
    import('./29-thousand-tasks').then(({ thousandTasks }) => thousandTasks),
  ),
  entry('Transitions', 'ftrace-off', 'When ftrace is switched off', () =>
    import('./30-ftrace-off').then(({ ftraceOff }) => ftraceOff),
  ),
  entry('Transitions', 'kprobe-conflict', 'A kprobe on the same function', () =>
    import('./31-kprobe-conflict').then(({ kprobeConflict }) => kprobeConflict),
  ),
  entry('Replacement', 'nop-blocks', 'Atomic replace: a nop that blocks a task', () =>
    import('./32-nop-blocks').then(({ nopBlocks }) => nopBlocks),
  ),
  entry('Replacement', 'non-top-disable', 'Disabling a patch that is not on top', () =>
    import('./33-non-top-disable').then(({ nonTopDisable }) => nonTopDisable),
  ),
  entry('Replacement', 'sticky-forced-away', 'A forced replacement takes a sticky patch away', () =>
    import('./34-sticky-forced-away').then(({ stickyForcedAway }) => stickyForcedAway),
  ),
  entry('Target modules', 'target-arrives', 'A target module that arrives during a transition', () =>
    import('./35-target-arrives').then(({ targetArrives }) => targetArrives),
  ),
  entry('Target modules', 'target-callbacks', 'Callbacks when a target comes and goes', () =>
    import('./36-target-callbacks').then(({ targetCallbacks }) => targetCallbacks),
  ),
  entry('Target modules', 'pre-patch-fails', 'A pre_patch that fails', () =>
    import('./37-pre-patch-fails').then(({ prePatchFails }) => prePatchFails),
  ),
  entry('Target modules', 'symbol-missing', 'A function that is not there', () =>
    import('./38-symbol-missing').then(({ symbolMissing }) => symbolMissing),
  ),
  entry(
    'Policies compared',
    'state-refuses',
    'What system-state refuses and the RFC would load',
    () => import('./39-state-refuses').then(({ stateRefuses }) => stateRefuses),
    'system-state',
  ),
  entry('Policies compared', 'rfc-refuses', 'What the RFC refuses and system-state would load', () =>
    import('./40-rfc-refuses').then(({ rfcRefuses }) => rfcRefuses),
  ),
  entry('Policies compared', 'rfc-over-atomic-replace', 'What the RFC can refuse and atomic-replace could not', () =>
    import('./41-rfc-over-atomic-replace').then(({ rfcOverAtomicReplace }) => rfcOverAtomicReplace),
  ),
  entry('Policies compared', 'rfc-gives-up', 'What the RFC gives up: the short way back', () =>
    import('./42-rfc-gives-up').then(({ rfcGivesUp }) => rfcGivesUp),
  ),
  entry(
    'Policies compared',
    'block-disable-blocks',
    'What block_disable can say and system-state could not',
    () => import('./43-block-disable-blocks').then(({ blockDisableBlocks }) => blockDisableBlocks),
    'block-disable',
  ),
  entry(
    'Policies compared',
    'block-disable-gives-up',
    'What block_disable gives up: the versions of states',
    () => import('./44-block-disable-gives-up').then(({ blockDisableGivesUp }) => blockDisableGivesUp),
    'block-disable',
  ),
  entry(
    'Policies compared',
    'sets-side-by-side',
    'What replace sets can say and system-state could not',
    () => import('./45-sets-side-by-side').then(({ setsSideBySide }) => setsSideBySide),
    'replace-set',
  ),
  entry(
    'Policies compared',
    'sets-give-up',
    'What replace sets give up: a livepatch on top',
    () => import('./46-sets-give-up').then(({ setsGiveUp }) => setsGiveUp),
    'replace-set',
  ),
];

export const titles: readonly ScenarioTitle[] = entries.map(({ load: _load, ...title }) => title);

/**
 * The scenario with this id, loaded on demand.
 * @throws (rejects) when there is none, or its file cannot be fetched.
 */
export const loadScenario = (id: string): Promise<Scenario> => {
  const found = entries.find((candidate) => candidate.id === id);
  return found === undefined ? Promise.reject(new Error(`There is no scenario '${id}'.`)) : found.load();
};
