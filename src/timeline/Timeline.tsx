import { usePlayer, useSettings, useVerbs, useView, useViewer } from '../session/useViewer';
import { ticks, veiled } from '../viewer/history';
import { leavesScriptAt } from '../viewer/lines';
import type { ViewerState } from '../viewer/state';
import { TimelineView } from './TimelineView';

const forkOf = ({ lines, line }: ViewerState): number | null => leavesScriptAt(lines, line);

/** The timeline of what is on the screen. */
export const Timeline = () => {
  const steps = useViewer(ticks);
  const fork = useViewer(forkOf);
  const view = useView();
  const verbs = useVerbs();
  const player = usePlayer();
  const [{ guess }] = useSettings();
  const { step, micro } = view.cursor;
  return (
    <TimelineView
      ticks={guess ? veiled(steps, step) : steps}
      step={step}
      micro={micro}
      phase={view.phase}
      fork={fork}
      playing={player.isPlaying}
      speed={player.speed}
      onToggle={player.toggle}
      onSpeed={player.setSpeed}
      onGoto={verbs.goto}
      onHome={verbs.home}
      onEnd={verbs.end}
      onBack={verbs.stepBack}
      onOver={verbs.stepOver}
      onInto={verbs.stepInto}
      onOut={verbs.stepOut}
    />
  );
};
