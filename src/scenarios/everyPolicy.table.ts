/**
 * What every policy answers to every scenario: only the steps whose verdict is another than the scenario itself expects
 * under the policy it opens with. Worked out by hand from the rules, not taken from a run.
 *
 * By scenario, by policies (one or several with the same answers): steps counted from 1, then `+` for permitted, or errno
 * and rule; `-` where there is no errno, because it is no system call. Steps that the divergence leads to are in it too.
 */
export type Row = Readonly<Record<string, string>>;

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
    'system-state': `2 ${states}, 3 ${states}, 4 - nothingToFree, 5 ${held}, 6 ${loaded}`,
    'replace-set': `2 ${inSet}, 3 EINVAL functionOfAnotherSet, 4 - nothingToFree, 5 ${held}, 6 ${loaded}`,
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
