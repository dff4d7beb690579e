/** What the RFC leaves open, and how it is read here. `Source.reading` points to one of these. */
export interface Reading {
  readonly key: string;
  /** Id of the policy whose text leaves the room. */
  readonly policy: string;
  readonly title: string;
  readonly ours: string;
  readonly other: string;
}

export const readings: readonly Reading[] = [
  {
    key: 'errno',
    policy: 'rfc-2019',
    title: 'Which error, which words',
    ours: 'A refused load returns -EINVAL, a refused disable -EPERM; the two log lines are worded here.',
    other: 'The text names no error number and no log line.',
  },
  {
    key: 'decrement',
    policy: 'rfc-2019',
    title: 'What “decrementing” the counter means',
    ours: 'It becomes the highest version among the patches still enabled: disabling v5 under v7 leaves 7.',
    other: 'Minus one, or back to what it was before, as on a stack.',
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
    ours: 'It keeps its old value until the transition completes, in both directions.',
    other: 'The patch in transition already counts.',
  },
  {
    key: 'version-0-replace',
    policy: 'rfc-2019',
    title: 'A version-0 cumulative patch replaces a versioned one',
    ours: 'The counter falls to the highest version still enabled.',
    other: 'The changelog’s “do not update latest-version”, taken literally: it stays.',
  },
  {
    key: 'load-order',
    policy: 'rfc-2019',
    title: 'Which check comes first on load',
    ours: 'The version, so -EINVAL wins over -EBUSY, as in the compatibility check that was merged later.',
    other: 'The running transition first.',
  },
  {
    key: 'disable-order',
    policy: 'rfc-2019',
    title: 'Which check comes first on echo 0',
    ours: 'Same value, then reversal of this patch’s own transition (sticky or not), then sticky, then another transition.',
    other: 'Any other order of sticky and -EBUSY.',
  },
  {
    key: 'sticky-begins',
    policy: 'rfc-2019',
    title: 'When stickiness begins',
    ours: 'When the patching transition completes; between a force and the completion it can still be reversed.',
    other: 'With the force, or with the start of the transition.',
  },
  {
    key: 'sticky-unpatching',
    policy: 'rfc-2019',
    title: 'A sticky patch on its way back',
    ours: 'Exists only by reversing its own patching. echo 1 turns it back, any number of times, without a version check.',
    other: 'A reversal back counts as a load.',
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
    title: '“(directly)”: who may replace a sticky patch',
    ours: 'Any cumulative patch, version 0 included.',
    other:
      'Sticky patches “may not be disabled or replaced without a succeeding patch accepting the previous statement”: only a versioned follow-up.',
  },
  {
    key: 'force',
    policy: 'rfc-2019',
    title: 'Force, and independence of the two flags',
    ours: 'force is not mentioned, so it is not restricted; a version-0 patch may be sticky.',
    other: 'A sticky patch could forbid being forced away.',
  },
  {
    key: 'stronger-sticky',
    policy: 'rfc-2019',
    title: 'Does sticky forbid the reversal too?',
    ours: 'No: the RFC allows it during the patch’s own transition to KLP_PATCHED.',
    other:
      'In July 2019 the flag was described as one that “might be used to block the transition revert and livepatch disabling”; that is what block_disable became.',
  },
];

export const readingOf = (key: string): Reading | undefined => readings.find((reading) => reading.key === key);
