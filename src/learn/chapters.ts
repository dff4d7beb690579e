/** The scenarios in an order that teaches, in chapters. Each chapter ends with its challenges. */

interface Lesson {
  /** The id of a scenario. */
  readonly id: string;
  /** Why it stands here: what there is to learn from it. */
  readonly why: string;
}

export interface Chapter {
  readonly title: string;
  /** What the chapter is about, in a sentence. */
  readonly about: string;
  readonly lessons: readonly Lesson[];
  /** Ids of the challenges that end it. */
  readonly challenges: readonly string[];
}

const lesson = (id: string, why: string): Lesson => ({ id, why });

const ends = (...names: readonly string[]): readonly string[] => names.map((name) => `challenge-${name}`);

export const chapters: readonly Chapter[] = [
  {
    title: 'First steps',
    about: 'A livepatch is loaded, tasks switch to it one by one, and it is disabled and removed again.',
    lessons: [
      lesson('first-patch', 'The whole life of one livepatch, with every word that is used later.'),
      lesson('refused-writes', 'What the files in sysfs accept, and how they refuse.'),
      lesson('one-at-a-time', 'Why the kernel answers “busy” while a transition runs.'),
    ],
    challenges: ends('remove-it-again', 'finish-a-transition', 'old-and-new-at-once'),
  },
  {
    title: 'Versioning',
    about: 'The first half of the RFC: only livepatches with increasing version numbers may load.',
    lessons: [
      lesson('upgrades-in-order', 'The case the rule is made for: each livepatch newer than the one before.'),
      lesson('version-skipped', 'Newer is enough; the numbers need not be consecutive.'),
      lesson('stale-version-refused', 'When the comparison refuses, and when the counter moves.'),
      lesson('version-0-opts-out', 'How a livepatch opts out of all this.'),
      lesson('downgrade-by-disabling', 'The way down, and what “decrementing” is taken to mean.'),
      lesson('downgrade-by-cumulative', 'The other way down: a higher number with less in it.'),
      lesson('older-after-newer', 'What the rule allows on purpose, and what one may worry about.'),
    ],
    challenges: ends('version-1-again', 'counter-to-zero', 'go-down'),
  },
  {
    title: 'Sticky',
    about: 'The second half of the RFC: a sticky livepatch may not be disabled once it is fully patched.',
    lessons: [
      lesson('sticky-refuses-disable', 'The rule itself, and three detours that do not help.'),
      lesson('sticky-reversed', 'The one moment at which it can still be taken back.'),
      lesson('sticky-lifted', 'The way out that the RFC has in mind.'),
      lesson('unsafe-change', 'What the flag is for: a change that old code cannot cope with.'),
      lesson('unsafe-change-sticky', 'The same change, protected.'),
      lesson(
        'unversioned-replaces-sticky',
        'A first hole: a livepatch that opts out of versions acknowledges nothing.',
      ),
      lesson('sticky-overridden', 'A second hole: enabled is not the same as running.'),
      lesson('sticky-target-unloads', 'A third hole: the patched module can be unloaded.'),
    ],
    challenges: ends('rid-of-sticky', 'turn-round-in-time', 'cover-sticky'),
  },
  {
    title: 'Transitions',
    about: 'How tasks get from one side to the other, what holds them up, and what each way out costs.',
    lessons: [
      lesson('idle-tasks', 'The tasks that nobody thinks of, one on each CPU.'),
      lesson('fork-inherits', 'Why the number of tasks that still have to switch can rise.'),
      lesson('thousand-tasks', 'The same with a thousand tasks, seen in groups.'),
      lesson('stuck-wait', 'A task in the way, and the cheapest way out: time.'),
      lesson('stuck-signal', 'The second way out, and the tasks it does not reach.'),
      lesson('fake-signal', 'What the kernel does about it by itself, and when.'),
      lesson('stuck-reverse', 'The third way out: reverse it.'),
      lesson('stuck-force', 'The last way out, and its price.'),
      lesson('kthread-stuck', 'A kthread that no signal helps, from the kernel’s own self-tests.'),
      lesson('freezable-sleep', 'A kthread that never leaves its CPU, and how newer kernels switch it.'),
      lesson('reversal-back-and-forth', 'Which callbacks run when the direction changes.'),
    ],
    challenges: ends('finish-it-cleanly', 'leave-a-frame-behind', 'parent-and-child'),
  },
  {
    title: 'Replacement',
    about: 'Stacks of livepatches, cumulative ones that clear them, and modules that come and go underneath.',
    lessons: [
      lesson('non-top-disable', 'What it means to be below another livepatch.'),
      lesson('nop-blocks', 'Atomic replace, and the functions it gives back.'),
      lesson('sticky-forced-away', 'Replacement, sticky and force at the same time.'),
      lesson('symbol-missing', 'A function that is not there: refused at once, or when the module is loaded.'),
      lesson('target-arrives', 'A module that is loaded while the transition runs.'),
      lesson('target-callbacks', 'Four callbacks, and which of them are skipped.'),
      lesson('pre-patch-fails', 'A callback that refuses the livepatch, or the module.'),
      lesson('ftrace-off', 'What livepatches stand on, and what happens without it.'),
      lesson('kprobe-conflict', 'Another user of the same function: a kprobe.'),
    ],
    challenges: ends('a-nop-in-the-way', 'remove-from-below', 'keep-a-module-out'),
  },
  {
    title: 'What came after',
    about:
      'What the RFC added to what was there, what was merged instead in Linux 5.5, and what has been proposed since.',
    lessons: [
      lesson('rfc-over-atomic-replace', 'What the RFC could express that nothing before it could.'),
      lesson('rfc-gives-up', 'And what that costs.'),
      lesson('state-refuses', 'What system states catch and the RFC’s counter would let through.'),
      lesson('rfc-refuses', 'The other way round: two livepatches that have nothing to do with each other.'),
      lesson('block-disable-blocks', 'Sticky comes back, for one state at a time, and stronger.'),
      lesson('block-disable-gives-up', 'What was given up for it: the versions of the states.'),
      lesson('sets-side-by-side', 'Two cumulative products that leave each other alone.'),
      lesson('sets-give-up', 'What was given up for it: a livepatch on top of another.'),
    ],
    challenges: ends('an-older-state', 'the-lower-number-on-top', 'nothing-sticks'),
  },
];

/** Every scenario and challenge, in the order of reading. */
export const readingOrder: readonly string[] = chapters.flatMap(({ lessons, challenges }) => [
  ...lessons.map(({ id }) => id),
  ...challenges,
]);

/** The neighbours in the order of reading; `null` at its ends and for what is not part of it. */
export const neighboursOf = (id: string): { readonly before: string | null; readonly after: string | null } => {
  const at = readingOrder.indexOf(id);
  const beside = (place: number): string | null => (at === -1 ? null : (readingOrder[place] ?? null));
  return { before: beside(at - 1), after: beside(at + 1) };
};

/** Where to go on: what was being read unless it is done, else the first that is not done; `null` when everything is. */
export const nextToRead = (current: string | null, done: ReadonlySet<string>): string | null => {
  const from = current === null ? -1 : readingOrder.indexOf(current);
  const ahead = [...readingOrder.slice(Math.max(from, 0)), ...readingOrder.slice(0, Math.max(from, 0))];
  return ahead.find((id) => !done.has(id)) ?? null;
};
