import { attempt, init, insmod, rmmod, setParam, shell, step } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const kprobe = 'test_klp_kprobe';

export const kprobeConflict = {
  id: 'kprobe-conflict',
  title: 'A kprobe on the same function',
  group: 'Transitions',
  opening:
    'A kprobe with a post handler and a livepatch both want to redirect a function. Only the first one to register can, and the second is not always told that it failed.',
  world: { cpus: 2, tasks: [init, shell(410)] },
  steps: [
    step(insmod(kprobe), 'A module sets a kprobe with a post handler on cmdline_proc_show.', {
      refusedBy: null,
      modules: [kprobe],
    }),
    step(
      insmod(patch),
      'klp_patch_func() cannot register its handler: -EBUSY, cancelled before it started. The kprobe has to go first.',
      {
        refusedBy: 'ftraceRegistrationFails',
        errno: 'EBUSY',
        phase: 'idle',
        listed: [],
        modules: [kprobe],
        logs: [
          "livepatch: failed to register ftrace handler for function 'cmdline_proc_show' (-16)",
          "livepatch: failed to patch object 'vmlinux'",
          `livepatch: '${patch}': unpatching complete`,
        ],
      },
      { ask: 'refusedBy' },
    ),
    step(
      setParam(kprobe, 'has_post_handler', 'N'),
      'The parameter is read-only at run time: it has to be given to insmod.',
      {
        refusedBy: 'parameterReadOnly',
        errno: 'EACCES',
      },
    ),
    step(rmmod(kprobe), 'Removing the module unregisters its kprobe.', { refusedBy: null, modules: [] }),
    step(insmod(patch), 'Now the livepatch can redirect the function.', {
      refusedBy: null,
      phase: 'patching',
      funcStack: { cmdline_proc_show: [patch] },
    }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(
      insmod(kprobe),
      'The other way round: the module loads, but its probe is not set (7.1 and 7.2), and the log does not say so.',
      {
        refusedBy: null,
        modules: [patch, kprobe],
        funcStack: { cmdline_proc_show: [patch] },
      },
      { ask: 'refusedBy' },
    ),
    step(rmmod(kprobe), 'The module is removed. There is no probe to unregister.', {
      refusedBy: null,
      modules: [patch],
    }),
    step(
      insmod(kprobe, { has_post_handler: 'N' }),
      'Without a post handler the two can share the function.',
      {
        refusedBy: null,
        modules: [patch, kprobe],
        funcStack: { cmdline_proc_show: [patch] },
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
