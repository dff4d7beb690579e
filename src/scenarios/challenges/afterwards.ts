/** The end of the last chapter: the same wishes under the rules that were merged. */
import { init, insmod, reader, step } from '../builders';
import type { Scenario } from '../scenario';

const policy = 'system-state';
const [state1, state2] = ['test_klp_state', 'test_klp_state2'] as const;

export const stateAgain = {
  id: 'challenge-an-older-state',
  title: 'An older state',
  group: 'Challenges',
  policy,
  opening:
    'The loaded livepatch has brought state 1 to version 2. A livepatch that knows only version 1 of it is refused.',
  world: { cpus: 1, tasks: [init] },
  steps: [
    step(insmod(state2), 'There is one CPU and no task in the way: patched at once.', {
      phase: 'idle',
      enabled: [state2],
    }),
    step(insmod(state1), 'Refused: state 1 is already at version 2.', {
      refusedBy: 'statesNotCompatible',
      errno: 'EINVAL',
    }),
  ],
  challenge: {
    chapter: 'Policies compared',
    goal: 'Get test_klp_state enabled, with no transition running.',
    reach: [{ is: 'enabled', patch: state1 }, { is: 'idle' }],
    modules: [state1, state2],
  },
} satisfies Scenario;

const [v1, v2] = ['test_klp_version_1', 'test_klp_version_2'] as const;

export const lowerOnTop = {
  id: 'challenge-the-lower-number-on-top',
  title: 'The lower number on top',
  group: 'Challenges',
  policy,
  opening: 'System states are versioned, livepatches are not. What would the RFC have said to this?',
  world: { cpus: 1, tasks: [init, reader(611)] },
  steps: [],
  challenge: {
    chapter: 'Policies compared',
    goal: 'Get versions 1 and 2 enabled, with version 1 on top of cmdline_proc_show and no transition running.',
    reach: [{ is: 'enabled', patch: v2 }, { is: 'onTop', patch: v1, func: 'cmdline_proc_show' }, { is: 'idle' }],
    modules: [v1, v2],
  },
} satisfies Scenario;

const sticky = 'test_klp_sticky_0';

export const nothingSticks = {
  id: 'challenge-nothing-sticks',
  title: 'Nothing sticks',
  group: 'Challenges',
  policy,
  opening: 'The same sticky livepatch under the rules of Linux 5.5, which have no such flag.',
  world: { cpus: 1, tasks: [init] },
  steps: [
    step(insmod(sticky), 'There is one CPU and no task in the way: patched at once.', {
      phase: 'idle',
      enabled: [sticky],
    }),
  ],
  challenge: {
    chapter: 'Policies compared',
    goal: 'Get the module test_klp_sticky_0 out of the kernel.',
    reach: [{ is: 'unloaded', module: sticky }],
    modules: [sticky],
  },
} satisfies Scenario;
