/** For each reading of `kernel/readings.ts` a step whose outcome depends on it. */
import type { Expectation } from './scenario';

export interface ReadingCase {
  /** Key of the reading. */
  readonly reading: string;
  /** Id of a scenario, under its own policy. */
  readonly scenario: string;
  /** Counted from 1. */
  readonly step: number;
  /** What comes of it here. */
  readonly here: string;
  /** What the other reading would make of the same step. */
  readonly otherwise: string;
  /** Holds after the step. */
  readonly expect: Expectation;
  /** The same fields as the other reading would have them; none of them holds. */
  readonly other: Expectation;
}

const sticky = 'test_klp_sticky_0';

export const readingCases: readonly ReadingCase[] = [
  {
    reading: 'errno',
    scenario: 'sticky-refuses-disable',
    step: 4,
    here: 'The write to enabled fails with -EPERM.',
    otherwise: 'Any other number would do; block_disable, six years later, took -EINVAL.',
    expect: { errno: 'EPERM' },
    other: { errno: 'EINVAL' },
  },
  {
    reading: 'decrement',
    scenario: 'downgrade-by-disabling',
    step: 6,
    here: 'Version 5 is disabled under version 7: latest_version stays 7.',
    otherwise: 'Minus one: 6, a version that nobody ever loaded.',
    expect: { latestVersion: 7 },
    other: { latestVersion: 6 },
  },
  {
    reading: 'equal',
    scenario: 'stale-version-refused',
    step: 6,
    here: 'A second livepatch with version 2 is refused.',
    otherwise: '“Increasing”, read loosely, would let it load.',
    expect: { refusedBy: 'versionNotNewer', phase: 'idle' },
    other: { refusedBy: null, phase: 'patching' },
  },
  {
    reading: 'counter-in-transition',
    scenario: 'stale-version-refused',
    step: 2,
    here: 'Version 1 passes the version check while version 2 is in transition, and meets -EBUSY.',
    otherwise: 'Version 2 would count already: 1 > 2 does not hold, -EINVAL.',
    expect: { refusedBy: 'transitionInProgress', errno: 'EBUSY' },
    other: { refusedBy: 'versionNotNewer', errno: 'EINVAL' },
  },
  {
    reading: 'version-0-replace',
    scenario: 'unversioned-replaces-sticky',
    step: 5,
    here: 'The version-0 patch has replaced version 1: latest_version falls to 0.',
    otherwise: 'A version-0 patch does not touch the counter: it would stay 1.',
    expect: { latestVersion: 0 },
    other: { latestVersion: 1 },
  },
  {
    reading: 'load-order',
    scenario: 'stale-version-refused',
    step: 9,
    here: 'A stale version during a transition: -EINVAL.',
    otherwise: 'The running transition first: -EBUSY.',
    expect: { refusedBy: 'versionNotNewer', errno: 'EINVAL' },
    other: { refusedBy: 'transitionInProgress', errno: 'EBUSY' },
  },
  {
    reading: 'disable-order',
    scenario: 'sticky-lifted',
    step: 6,
    here: 'A sticky patch, while another one is in transition: -EPERM.',
    otherwise: 'The running transition first: -EBUSY.',
    expect: { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM' },
    other: { refusedBy: 'transitionInProgress', errno: 'EBUSY' },
  },
  {
    reading: 'sticky-begins',
    scenario: 'sticky-reversed',
    step: 13,
    here: 'After the force and before the completion, echo 0 reverses the sticky patch.',
    otherwise: 'Sticky from the force on: refused, and the transition would go on to its end.',
    expect: { phase: 'unpatching', enabled: [] },
    other: { phase: 'patching', enabled: [sticky] },
  },
  {
    reading: 'sticky-unpatching',
    scenario: 'sticky-reversed',
    step: 4,
    here: 'echo 1 turns the sticky patch back, and the transition goes on.',
    otherwise: 'Counted as a load it would meet the transition that is running: -EBUSY.',
    expect: { refusedBy: null, errno: null, phase: 'patching' },
    other: { refusedBy: 'transitionInProgress', errno: 'EBUSY', phase: 'unpatching' },
  },
  {
    reading: 'sticky-replaced',
    scenario: 'sticky-lifted',
    step: 6,
    here: 'The patch that is being replaced is still sticky: -EPERM.',
    otherwise: 'No longer sticky, it would only be asked to wait for the other transition: -EBUSY.',
    expect: { refusedBy: 'stickyMayNotBeDisabled', errno: 'EPERM' },
    other: { refusedBy: 'transitionInProgress', errno: 'EBUSY' },
  },
  {
    reading: 'directly',
    scenario: 'unversioned-replaces-sticky',
    step: 4,
    here: 'A version-0 cumulative patch starts to replace the sticky one.',
    otherwise: 'Refused: it accepts nothing, because it has no version.',
    expect: { phase: 'patching', listed: [sticky, 'livepatch_other_vendor'] },
    other: { phase: 'idle', listed: [sticky] },
  },
  {
    reading: 'force',
    scenario: 'sticky-forced-away',
    step: 6,
    here: 'The replacement of a sticky patch is forced, and the sticky patch is marked.',
    otherwise: 'Refused: nothing is forced, and top goes on blocking.',
    expect: { forced: [sticky], pending: [] },
    other: { forced: [], pending: [702] },
  },
  {
    reading: 'stronger-sticky',
    scenario: 'sticky-reversed',
    step: 3,
    here: 'The sticky patch is reversed in the middle of its own transition.',
    otherwise: 'Refused: once begun, it could only be completed.',
    expect: { phase: 'unpatching', enabled: [] },
    other: { phase: 'patching', enabled: [sticky] },
  },
];
