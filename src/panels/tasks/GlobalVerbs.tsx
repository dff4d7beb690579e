import { Button } from '../../parts/Button';
import { later } from '../../parts/later';
import { OpensLater } from '../../parts/OpensLater';
import { eventWords } from '../../phrases/events';
import { usePreview } from '../../session/usePreview';
import { useVerbs, useView } from '../../session/useViewer';
import { VerbButton } from '../../words/VerbButton';

const load = () => import('./menus');
const Opened = later(async () => (await load()).OpenedCpuMenu);

const ATTEMPT = { type: 'attempt' } as const;
const TICK = { type: 'tick' } as const;

/** CPUs that come and go; fetched when it is first wanted. */
const CpuMenu = () => (
  <OpensLater trigger={<Button look="quiet">CPUs</Button>} load={load}>
    {(popup) => <Opened {...popup} />}
  </OpensLater>
);

/** What happens to all tasks at once: the periodic attempt, the timer interrupt, CPUs that come and go. */
export const GlobalVerbs = () => {
  const { act } = useVerbs();
  const preview = usePreview();
  const { kernel } = useView();
  return (
    <>
      <VerbButton
        small
        label="Attempt"
        title="One run of klp_transition_work_fn(), about a second after the one before"
        verdict={preview(ATTEMPT)}
        onAct={() => act(ATTEMPT)}
      />
      <VerbButton
        small
        label="Tick"
        title={`A ${eventWords(TICK, kernel)}`}
        verdict={preview(TICK)}
        onAct={() => act(TICK)}
      />
      <CpuMenu />
    </>
  );
};
