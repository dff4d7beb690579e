import { usePlayer, useSettings, useVerbs, useView, useViewer } from '../session/useViewer';
import { ticks, veiled } from '../viewer/history';
import { leavesScriptAt } from '../viewer/lines';
import type { Computing, ViewerState } from '../viewer/state';
import { Progress } from './Progress';
import { TimelineView } from './TimelineView';

const forkOf = ({ lines, line }: ViewerState): number | null => leavesScriptAt(lines, line);

const computingOf = ({ computing }: ViewerState): Computing | null => computing;
const openingOf = ({ opening }: ViewerState): number => opening.serial;

/** The timeline of what is on the screen. */
export const Timeline = () => {
  const steps = useViewer(ticks);
  const fork = useViewer(forkOf);
  const computing = useViewer(computingOf);
  const opening = useViewer(openingOf);
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
      progress={
        <Progress key={opening} computing={computing} onStop={verbs.stopComputing} onGoOn={verbs.goOnComputing} />
      }
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
