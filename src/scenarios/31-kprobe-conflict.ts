import { attempt, init, insmod, rmmod, setParam, shell, step } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const kprobe = 'test_klp_kprobe';

export const kprobeConflict = {
  id: 'kprobe-conflict',
  title: 'A kprobe on the same function',
  group: 'Transitions',
  opening:
    'A kprobe with a post handler and a livepatch both want to change where a function goes on. Only one of them can have it: who comes first. The one that comes second is not always told.',
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
    step(setParam(kprobe, 'has_post_handler', 'N'), 'The parameter is read-only, it must be given to insmod.', {
      refusedBy: 'parameterReadOnly',
      errno: 'EACCES',
    }),
    step(rmmod(kprobe), 'The kprobe goes with its module.', { refusedBy: null, modules: [] }),
    step(insmod(patch), 'Now the livepatch can have the function.', {
      refusedBy: null,
      phase: 'patching',
      funcStack: { cmdline_proc_show: [patch] },
    }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(
      insmod(kprobe),
      'The other way round: the module loads, and yet its probe is not set (7.1 and 7.2). The log says nothing.',
      {
        refusedBy: null,
        modules: [patch, kprobe],
        funcStack: { cmdline_proc_show: [patch] },
      },
      { ask: 'refusedBy' },
    ),
    step(rmmod(kprobe), 'It goes without a trace; there was no probe to take away.', {
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
