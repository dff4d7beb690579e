/** One shortest way for every challenge, as data. `challenges.test.ts` replays each and searches again for a shorter one. */
import type { KernelEvent } from '../kernel/events';
import {
  attempt,
  call,
  echo,
  force,
  fork,
  insmod,
  ret,
  rmmod,
  setParam,
  toUser,
  wake,
  worker,
} from '../scenarios/builders';

const [v1, v2, v3] = ['test_klp_version_1', 'test_klp_version_2', 'test_klp_version_3'] as const;
const [sticky, follow] = ['test_klp_sticky_0', 'test_klp_sticky_1'] as const;
const ext4 = 'livepatch_ext4_v1';
const base = 'livepatch_base_v4';
const demo = 'test_klp_callbacks_demo';

export const solutions: Readonly<Record<string, readonly KernelEvent[]>> = {
  'challenge-remove-it-again': [echo('0', v1), worker, rmmod(v1)],
  'challenge-finish-a-transition': [toUser(611), toUser(702), insmod(v2)],
  'challenge-old-and-new-at-once': [insmod(v1), call(702, 'cmdline_proc_show')],
  'challenge-version-1-again': [toUser(611), echo('0', v2)],
  'challenge-counter-to-zero': [toUser(611), insmod('livepatch_cumulative_v0')],
  'challenge-go-down': [echo('0', v3), insmod(v1), worker, rmmod(v3)],
  'challenge-rid-of-sticky': [toUser(611), insmod(follow)],
  'challenge-turn-round-in-time': [echo('0', sticky), attempt, worker, rmmod(sticky)],
  'challenge-cover-sticky': [toUser(611), insmod(sticky), insmod(v2)],
  'challenge-finish-it-cleanly': [wake(702), toUser(702), attempt],
  'challenge-leave-a-frame-behind': [insmod(ext4), force(ext4), attempt],
  'challenge-parent-and-child': [fork(611, 612, 'cruncher'), toUser(611)],
  'challenge-a-nop-in-the-way': [insmod(v3), ret(611), call(611, 'meminfo_proc_show')],
  'challenge-remove-from-below': [echo('0', base), worker, rmmod(base)],
  'challenge-keep-a-module-out': [insmod(demo), setParam(demo, 'pre_patch_ret', '-19')],
  'challenge-an-older-state': [echo('0', 'test_klp_state2'), insmod('test_klp_state')],
  'challenge-the-lower-number-on-top': [toUser(611), insmod(v2), insmod(v1)],
  'challenge-nothing-sticks': [echo('0', sticky), worker, rmmod(sticky)],
};
