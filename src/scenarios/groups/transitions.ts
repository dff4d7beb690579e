import { idleTasks } from '../19-idle-tasks';
import { forkInherits } from '../20-fork-inherits';
import { stuckWait } from '../21-stuck-wait';
import { stuckSignal } from '../22-stuck-signal';
import { fakeSignal } from '../23-fake-signal';
import { stuckReverse } from '../24-stuck-reverse';
import { stuckForce } from '../25-stuck-force';
import { kthreadStuck } from '../26-kthread-stuck';
import { freezableSleep } from '../27-freezable-sleep';
import { reversalBackAndForth } from '../28-reversal-back-and-forth';
import { thousandTasks } from '../29-thousand-tasks';
import { ftraceOff } from '../30-ftrace-off';
import { kprobeConflict } from '../31-kprobe-conflict';
import type { Scenario } from '../scenario';

export const transitions: readonly Scenario[] = [
  idleTasks,
  forkInherits,
  stuckWait,
  stuckSignal,
  fakeSignal,
  stuckReverse,
  stuckForce,
  kthreadStuck,
  freezableSleep,
  reversalBackAndForth,
  thousandTasks,
  ftraceOff,
  kprobeConflict,
];
