/** What the RFC leaves open, and how it is read here: “reading 4” is the fourth of these. `Source.reading` names one by its key. */
export interface Reading {
  readonly key: string;
  /** By which sentences name it: “reading 4”. */
  readonly number: number;
  /** Id of the policy whose text leaves the room. */
  readonly policy: string;
  readonly title: string;
  readonly ours: string;
  readonly other: string;
}

const texts: readonly Omit<Reading, 'number'>[] = [
  {
    key: 'errno',
    policy: 'rfc-2019',
    title: 'Which error, which words',
    ours: 'A refused load returns -EINVAL, a refused disable -EPERM. Those errnos and the two log lines are ours.',
    other: 'Any other errno and any other log line: the RFC names none.',
  },
  {
    key: 'decrement',
    policy: 'rfc-2019',
    title: 'What “decrementing” the counter means',
    ours: 'The counter becomes the highest version among the patches still enabled: disabling v5 below v7 leaves 7.',
    other: 'Minus one; or back to its value before that patch was loaded, as with a stack.',
  },
  {
    key: 'equal',
    policy: 'rfc-2019',
    title: 'Is an equal version newer?',
    ours: 'No: the version must be strictly higher.',
    other:
      'The cover letter only says “increasing version numbers”; the strict comparison is in the changelog of patch 1/2.',
  },
  {
    key: 'counter-in-transition',
    policy: 'rfc-2019',
    title: 'The counter while a transition runs',
    ours: 'The counter keeps its old value until the transition completes, in both directions.',
    other:
      'The patch in transition counts from the start of its transition, and no longer counts from the start of its disabling.',
  },
  {
    key: 'version-0-replace',
    policy: 'rfc-2019',
    title: 'A cumulative patch with version 0 replaces one with a version',
    ours: 'The counter falls to the highest version still enabled.',
    other: 'The changelog’s “do not update latest-version”, taken literally: the counter stays.',
  },
  {
    key: 'load-order',
    policy: 'rfc-2019',
    title: 'Which check comes first on load',
    ours: 'The version check: -EINVAL, even when a transition is running. The compatibility check of Linux 5.5 has the same order.',
    other: 'The check for a running transition: -EBUSY.',
  },
  {
    key: 'disable-order',
    policy: 'rfc-2019',
    title: 'Which check comes first on echo 0',
    ours: 'Same value, then reversal of this patch’s own transition (sticky or not), then sticky, then another transition.',
    other: 'The check for another transition before sticky: -EBUSY.',
  },
  {
    key: 'sticky-begins',
    policy: 'rfc-2019',
    title: 'When stickiness begins',
    ours: 'When the patching transition completes. Between a force and the completion it can still be reversed.',
    other: 'With the force, or with the start of the transition.',
  },
  {
    key: 'sticky-unpatching',
    policy: 'rfc-2019',
    title: 'A sticky patch that is being reversed',
    ours: 'Writing 1 reverses it again, any number of times, without a version check: a reversal is not a load.',
    other: 'Writing 1 counts as a load, with all its checks.',
  },
  {
    key: 'sticky-replaced',
    policy: 'rfc-2019',
    title: 'A sticky patch while it is being replaced',
    ours: 'It stays sticky until the replacement completes; if that is reversed, it is as sticky as before.',
    other: 'It stops being sticky when the replacement starts.',
  },
  {
    key: 'directly',
    policy: 'rfc-2019',
    title: '“(directly)”: which patches may replace a sticky one',
    ours: 'Any cumulative patch, also one with version 0.',
    other:
      'Only a cumulative patch with a higher version. The RFC leaves it to “newer livepatch versions” to undo stickiness, and calls their higher version an “acknowledgement”; the text on sticky patches asks for “a succeeding patch accepting the previous statement”.',
  },
  {
    key: 'force',
    policy: 'rfc-2019',
    title: 'Force, and sticky without a version',
    ours: 'The RFC does not mention force, so it is not restricted. A patch with version 0 may be sticky.',
    other: 'The replacement of a sticky patch may not be forced.',
  },
  {
    key: 'stronger-sticky',
    policy: 'rfc-2019',
    title: 'Does sticky forbid the reversal too?',
    ours: 'No: the RFC allows the reversal during the patch’s own patching transition.',
    other:
      'Yes. A mail of July 2019 describes a flag that “might be used to block the transition revert and livepatch disabling”; block_disable of January 2025 does that.',
  },
];

export const readings: readonly Reading[] = texts.map((text, index) => ({ ...text, number: index + 1 }));

export const readingOf = (key: string): Reading | undefined => readings.find((reading) => reading.key === key);
