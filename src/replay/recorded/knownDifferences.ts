/** The sequences that do not come out equal, each with the reason. Nothing else in the project knows an id. */
export interface KnownDifference {
  readonly id: string;
  readonly why: 'timing' | 'not modelled';
  readonly says: string;
}

const timing = (id: string, says: string): KnownDifference => ({ id, why: 'timing', says });

const beforeTheStep = 'An attempt of the delayed work fell just before what the step itself does.';
const ownOrNot = 'A line that a task printed about itself fell where the delayed work was due, or the other way round.';

export const knownDifferences: readonly KnownDifference[] = [
  timing('target-init-fails-unpatching', beforeTheStep),
  timing('target-leaves-and-comes-replacing', 'The delayed work had to wait for klp_mutex, and came late.'),
  timing('s11-3', beforeTheStep),
  timing('s12-130', 'An attempt fell between reading the log and what the next step does.'),
  timing('b22-46', 'The attempt that was due came after the recorder had looked.'),
  timing('b22-54', beforeTheStep),
  timing('b22-85', beforeTheStep),
  timing('s11-109', ownOrNot),
  timing('s13-39', ownOrNot),
  timing(
    'kthread-spins-clean',
    'The delayed work ran on the CPU of the spinning kthread, which was preempted and not current.',
  ),
  timing('user-spins', 'The spinning task was preempted, and not current, at every attempt.'),
  {
    id: 'b21-24',
    why: 'not modelled',
    says: 'A freezable sleeper that the exit function of its module made return goes to sleep again, and prints its line.',
  },
  {
    id: 'b21-34',
    why: 'not modelled',
    says: 'A freezable sleeper that the exit function of its module made return goes to sleep again, and prints its line.',
  },
];
