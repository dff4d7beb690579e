/**
 * What every policy answers to every scenario: only the steps whose verdict is another than the scenario itself expects
 * under the policy it opens with. Worked out by hand from the rules, not taken from a run.
 *
 * By scenario, by policies (one or several with the same answers): steps counted from 1, then `+` for permitted, or errno
 * and rule; `-` where there is no errno, because it is no system call. Steps that the divergence leads to are in it too.
 */
export type Row = Readonly<Record<string, string>>;

const EVERY = 'rfc-2019 atomic-replace system-state block-disable replace-set';
const ONE_LIST = 'rfc-2019 atomic-replace system-state block-disable';
/** Asked nothing about version and sticky, and of these modules nothing about states either. */
const ASKS_NOTHING = 'atomic-replace system-state block-disable';
/** Where the livepatches also replace each other only if they say so. */
const OTHERS = `${ASKS_NOTHING} replace-set`;

const same: Row = { [OTHERS]: '' };

const busy = 'EBUSY transitionInProgress';
const loaded = 'EEXIST moduleAlreadyLoaded';
const gone = 'ENOENT directoryMissing';
const idle = '- noTransition';
const held = 'EAGAIN moduleInUse';
const stale = 'EINVAL versionNotNewer';
const states = 'EINVAL statesNotCompatible';
const inSet = 'EINVAL setStatesNotCompatible';
const disabled = 'EINVAL sameValue';
const freed = '- nothingToFree';

export const ours: Readonly<Record<string, Row>> = {
  'first-patch': same,
  'refused-writes': same,
  'one-at-a-time': same,
  'upgrades-in-order': same,
  'version-skipped': { [OTHERS]: '7 +' },
  // v1 is loaded at step 5, and its transition runs until the attempt at step 11.
  'stale-version-refused': { [OTHERS]: `5 +, 6 ${busy}, 8 ${busy}, 9 ${loaded}, 12 ${loaded}` },
  'version-0-opts-out': { [OTHERS]: `6 +, 7 ${busy}` },
  'downgrade-by-disabling': {
    [ASKS_NOTHING]: `9 +, 10 ${busy}, 12 ${loaded}, 13 ${idle}`,
    // v7 has replaced v5, which waits for the worker.
    'replace-set': `5 ${disabled}, 6 ${idle}, 9 +, 10 ${busy}, 12 ${loaded}, 13 ${idle}`,
  },
  'downgrade-by-cumulative': { [OTHERS]: '11 +' },
  'older-after-newer': { [OTHERS]: `3 +, 4 ${busy}, 5 ${loaded}, 7 ${loaded}, 8 ${idle}` },
  // Disabled at step 4, so at step 6 there is a transition to force and at step 7 one to reverse.
  'sticky-refuses-disable': { [OTHERS]: '4 +, 6 +, 7 +' },
  'sticky-reversed': same,
  'sticky-lifted': { [OTHERS]: `3 +, 5 ${busy}, 6 ${disabled}, 11 ${gone}, 12 ${idle}` },
  'unsafe-change': same,
  'unsafe-change-sticky': { [OTHERS]: `5 +, 6 ${busy}, 9 ${gone}, 12 +` },
  'unversioned-replaces-sticky': { [OTHERS]: `3 +, 4 ${busy}, 6 ${gone}, 7 ${idle}` },
  'sticky-overridden': {
    [ASKS_NOTHING]: `8 +, 10 ${busy}`,
    // Not overridden but replaced: there is no “on top”.
    'replace-set': `8 ${disabled}`,
  },
  'sticky-target-unloads': { [OTHERS]: '6 +' },
  'idle-tasks': same,
  'fork-inherits': same,
  'stuck-wait': same,
  'stuck-signal': same,
  'fake-signal': same,
  'stuck-reverse': same,
  'stuck-force': same,
  'kthread-stuck': same,
  'freezable-sleep': same,
  'reversal-back-and-forth': same,
  'thousand-tasks': same,
  'ftrace-off': same,
  'kprobe-conflict': same,
  'nop-blocks': same,
  'non-top-disable': { [ASKS_NOTHING]: '', 'replace-set': `6 ${disabled}, 10 ${idle}` },
  'sticky-forced-away': same,
  'target-arrives': same,
  'target-callbacks': same,
  'pre-patch-fails': same,
  'symbol-missing': same,
  'state-refuses': {
    'rfc-2019 atomic-replace block-disable': `3 +, 4 ${busy}, 5 ${busy}, 8 ${busy}`,
    'replace-set': `3 ${inSet}, 4 ${inSet}, 5 ${inSet}, 6 ${idle}, 8 ${inSet}`,
  },
  'rfc-refuses': {
    'atomic-replace block-disable': `3 +, 4 ${busy}, 5 ${busy}, 6 ${busy}`,
    // The respin does not list the state of the one that is in transition.
    'system-state': `3 +, 4 ${states}, 5 ${busy}, 6 ${busy}`,
    'replace-set': `3 ${inSet}, 4 +, 5 ${busy}, 6 ${inSet}`,
  },
  'rfc-over-atomic-replace': {
    'atomic-replace': '2 +, 4 +',
    'system-state': `2 ${states}, 4 +, 5 ${states}, 6 ${gone}`,
    'block-disable': '2 +, 4 EINVAL disableNotSupported',
    'replace-set': `2 ${inSet}, 4 +`,
  },
  'rfc-gives-up': {
    'atomic-replace block-disable': `5 +, 6 ${disabled}, 7 ${loaded}`,
    'system-state': `5 ${states}`,
    'replace-set': `5 ${inSet}`,
  },
  'block-disable-blocks': {
    'rfc-2019': `2 +, 5 ${disabled}, 6 +, 7 ${stale}, 8 ${stale}, 9 ${gone}`,
    'atomic-replace system-state replace-set': `2 +, 5 ${disabled}, 6 +`,
  },
  'block-disable-gives-up': {
    'rfc-2019': `2 ${stale}, 6 ${stale}`,
    'atomic-replace': '',
    'system-state': `2 ${states}, 3 ${states}, 4 ${freed}, 5 ${held}, 6 ${loaded}`,
    'replace-set': `2 ${inSet}, 3 EINVAL functionOfAnotherSet, 4 ${freed}, 5 ${held}, 6 ${loaded}`,
  },
  'sets-side-by-side': {
    'rfc-2019': `2 ${stale}, 3 ${gone}, 4 ${idle}, 8 ${stale}, 9 ${gone}`,
    // The storage product takes the network product away, by force: its module stays for ever.
    'atomic-replace block-disable': `7 ${held}, 8 ${loaded}, 9 ${gone}`,
    'system-state': `2 ${states}, 3 ${gone}, 4 ${idle}, 8 ${states}, 9 ${gone}`,
  },
  'sets-give-up': {
    'rfc-2019': `2 +, 3 +, 5 ${stale}, 6 ${stale}`,
    [ASKS_NOTHING]: '2 +, 3 +',
  },
};

const permitted: Row = { [EVERY]: '' };

/**
 * The kernel’s self-tests say nothing about verdicts, so every policy has its answers here, system-state included, and a
 * step that is not named is permitted. Their modules have version 0 and are in set 0, so each replaces the one before it
 * under replace-set.
 */
export const selfTestRows: Readonly<Record<string, Row>> = {
  'selftest-callbacks-module-coming-and-module-going-notifiers': permitted,
  'selftest-callbacks-module-coming-notifier': permitted,
  'selftest-callbacks-module-going-notifier': permitted,
  'selftest-callbacks-multiple-target-modules': permitted,
  'selftest-callbacks-pre-patch-callback-enodev': { [EVERY]: '2 ENODEV prePatchFails' },
  'selftest-callbacks-target-module-before-livepatch': permitted,
  'selftest-callbacks-target-module-not-present': permitted,
  'selftest-livepatch-atomic-replace-livepatch': permitted,
  'selftest-livepatch-basic-function-patching': permitted,
  'selftest-livepatch-module-function-patching-livepatch-first': permitted,
  'selftest-livepatch-module-function-patching': permitted,
  'selftest-livepatch-multiple-livepatches': { [ONE_LIST]: '', 'replace-set': `9 ${gone}, 10 ${idle}, 11 ${freed}` },
  'selftest-state-compatible-cumulative-livepatches': permitted,
  'selftest-state-incompatible-cumulative-livepatches': {
    'system-state': `3 ${states}`,
    'replace-set': `3 ${inSet}`,
    // No state is blocked, and no module of the self-tests has a version: the older one loads.
    'rfc-2019 atomic-replace block-disable': `4 ${busy}`,
  },
  'selftest-state-system-state-modification': permitted,
  'selftest-state-taking-over-system-state-modification': permitted,
  'selftest-sysfs-object-patched': permitted,
  'selftest-sysfs-replace-enabled': permitted,
  'selftest-sysfs': permitted,
  'selftest-callbacks-atomic-replace': permitted,
  'selftest-callbacks-busy-target-module': permitted,
  'selftest-callbacks-module-coming-pre-patch-callback-enodev': { [EVERY]: '4 ENODEV prePatchFailsForModule' },
  'selftest-callbacks-multiple-livepatches': { [ONE_LIST]: '', 'replace-set': `8 ${gone}, 9 ${idle}, 10 ${freed}` },
  'selftest-ftrace-ftrace-enabled-sysctl': { [EVERY]: '2 EBUSY ftraceRegistrationFails, 6 EBUSY ftraceNeeded' },
  'selftest-kprobe-kprobed-function-with-post-handler': { [EVERY]: '2 EBUSY ftraceRegistrationFails' },
  'selftest-kprobe-kprobed-function-without-post-handler': permitted,
  'selftest-sysfs-replace-disabled': permitted,
  'selftest-sysfs-stack-order-value': {
    [ONE_LIST]: '',
    // Each replaces the one before it, so there is no order to read.
    'replace-set': `7 ${disabled}, 8 ${idle}, 15 ${gone}, 16 ${idle}, 17 ${freed}`,
  },
};
