/** What is on the screen as a `*.klp.json`: the line of the history from the boot on. */
import { type FileStep, FORM, fileOfScenario, type KlpFile } from '../file/file';
import { defaultPolicy } from '../kernel/policies';
import { leavesScriptAt, pathOf } from '../viewer/lines';
import type { ViewerState } from '../viewer/state';

type Shown = Pick<ViewerState, 'scenario' | 'source' | 'world' | 'lines' | 'line' | 'policy'>;

/** What a scenario says of its steps, expects and asks holds for its own policy, and as long as the script is followed. */
export const fileOnScreen = ({ scenario, source, world, lines, line, policy }: Shown): KlpFile => {
  const events = pathOf(lines, line);
  const own = scenario !== null && (scenario.policy ?? defaultPolicy.id) === policy ? scenario.steps : [];
  const script = own.slice(0, leavesScriptAt(lines, line) ?? own.length);
  if (scenario !== null && source.kind === 'scenario' && line === 0 && own.length > 0) return fileOfScenario(scenario);
  return {
    klp: FORM,
    title: scenario?.title ?? 'Own world',
    ...(scenario !== null && scenario.opening !== '' && { opening: scenario.opening }),
    policy,
    world,
    steps: events.map((event, index): FileStep => script[index] ?? { event }),
  };
};
