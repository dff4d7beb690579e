/** Worlds and modules of the cases that authors and operators ran into. */
import { allLines } from '../dmesg/dmesg';
import { shellError } from '../dmesg/shellError';
import { fromSelftestModules } from '../replay/modules/importer';
import { lastStep, run, type Step } from '../trace/trace';
import { boot } from './boot';
import type { KernelEvent } from './events';
import { library } from './library';
import type { WideWorld } from './world';

export const systemd = { tid: 1, comm: 'systemd' };

/** The last step. `modules` are as in a file of modules. */
export const played = (
  world: Partial<WideWorld>,
  events: readonly KernelEvent[],
  modules: readonly object[] = [],
): Step => {
  const own = fromSelftestModules({ modules });
  if ('problems' in own) throw new Error(JSON.stringify(own.problems));
  const kernel = boot({ cpus: 1, tasks: [systemd], ...world }, [...library, ...own.modules]);
  return lastStep(run('system-state', kernel, events));
};

/** The lines of the kernel log, each after its level. */
export const said = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => allLines(fact, step.event)).map(({ level, text }) => `${level} ${text}`);

/** What the command prints that fails. */
export const shell = ({ event, refusal }: Step): string | null => (event === null ? null : shellError(event, refusal));
