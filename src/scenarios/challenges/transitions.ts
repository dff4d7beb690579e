/** The end of the chapter about transitions: what keeps one from completing, and what each way out costs. */
import { attempt, fsyncer, init, insmod, reader, step } from '../builders';
import type { Scenario } from '../scenario';

const ext4 = 'livepatch_ext4_v1';
const patches = [{ name: ext4, version: 1, funcs: ['ext4_sync_file'] }];

export const finishCleanly = {
  id: 'challenge-finish-it-cleanly',
  title: 'Finish it cleanly',
  group: 'Challenges',
  opening: 'postgres sleeps uninterruptibly inside a function that the livepatch replaces. No signal reaches it.',
  world: { cpus: 1, tasks: [init, fsyncer(702)], patches },
  steps: [
    step(insmod(ext4), 'All other tasks have switched.', { phase: 'patching', pending: [702] }),
    step(attempt, 'A second later nothing has changed.', { phase: 'patching', pending: [702] }),
  ],
  challenge: {
    chapter: 'Transitions',
    goal: 'Complete the transition with livepatch_ext4_v1 enabled and no task left behind in old code.',
    reach: [{ is: 'enabled', patch: ext4 }, { is: 'idle' }, { is: 'noneLeftBehind' }],
    modules: [ext4],
  },
} satisfies Scenario;

export const leaveBehind = {
  id: 'challenge-leave-a-frame-behind',
  title: 'Leave a frame behind',
  group: 'Challenges',
  opening: 'What force costs is best seen once. Nothing is patched, and postgres sleeps in ext4_sync_file().',
  world: { cpus: 1, tasks: [init, fsyncer(702)], patches },
  steps: [],
  challenge: {
    chapter: 'Transitions',
    goal: 'Leave a task inside code that no new call can reach, with no transition running.',
    reach: [{ is: 'idle' }, { is: 'leftBehind' }],
    modules: [ext4],
  },
} satisfies Scenario;

const v1 = 'test_klp_version_1';

export const parentAndChild = {
  id: 'challenge-parent-and-child',
  title: 'Parent and child',
  group: 'Challenges',
  opening: 'cruncher sleeps inside the old cmdline_proc_show. A child starts on its parent’s side.',
  world: { cpus: 1, tasks: [init, { ...reader(611), comm: 'cruncher' }] },
  steps: [step(insmod(v1), 'cruncher is inside the original and blocks.', { phase: 'patching', pending: [611] })],
  challenge: {
    chapter: 'Transitions',
    goal: 'Get two tasks named cruncher, one patched and one unpatched.',
    reach: [{ is: 'split', comm: 'cruncher' }],
    modules: [v1],
  },
} satisfies Scenario;
