/** Writes into the scenario on the screen: at once where it is shown, and soon after where it is kept (`useKeeping`). */
import { useRef, useState } from 'react';
import { entryOf, KEPT_NOTHING, keepTold } from '../mine/editing';
import type { Scenario } from '../scenarios/scenario';
import { useMine, useViewer, useViewerItself } from '../session/useViewer';
import type { Cursor } from '../viewer/contract';
import { eventsOf } from '../viewer/opening';
import type { ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import { withChangesOf } from './together';
import { type Told, toldOf } from './told';
import { useKeeping } from './useKeeping';

/** What can be taken back: all that was typed into one field of one step in one go. */
interface Undo {
  readonly what: string;
  readonly step: number;
  readonly before: Scenario;
  readonly after: Scenario;
}

const MOST_UNDOS = 100;

/** Shows it where it was: another history, when it is a copy. */
const bring = ({ store, verbs }: Viewer, scenario: Scenario): void => {
  const { policy, against, cursor } = store.getState();
  const source = { kind: 'world', world: scenario.world, events: eventsOf(scenario), told: scenario } as const;
  verbs.openLink({ policy, ...(against.length > 0 && { against }), source, ...cursor }, 'reader');
};

/** `what` is the name of the field, and `change` makes another scenario of the one that is told. */
type Write = (what: string, change: (scenario: Scenario) => Scenario) => void;

export interface Telling extends Told {
  readonly step: number;
  /** There is an entry of it among the scenarios of one's own. */
  readonly isKept: boolean;
  /** What became of it, in a sentence. */
  readonly outcome: string;
  /** What is typed, in one go however long. */
  readonly write: Write;
  /** The same for what is chosen. */
  readonly choose: Write;
  /** What would be taken back; `null`: nothing. */
  readonly last: string | null;
  readonly undo: () => void;
  /** To title and opening, from a step. */
  readonly toTitle: () => void;
  /** To the step that one came from, unless one has gone elsewhere since. */
  readonly comeBack: () => void;
  /** Another one after each thing that was taken back: what is typed and was not taken is gone then, too. */
  readonly serial: number;
}

const stateOf = (state: ViewerState): ViewerState => state;

export const useTelling = (): Telling => {
  const [, mine] = useMine();
  const viewer = useViewerItself();
  const state = useViewer(stateOf);
  const [said, setSaid] = useState({ says: '', step: 0 });
  const [undos, setUndos] = useState<readonly Undo[]>([]);
  const [serial, setSerial] = useState(0);
  /** Where one was before one went to the title, and the place there: another one, once anything has moved. */
  const detour = useRef<{ readonly from: Cursor; readonly to: Cursor } | null>(null);
  const placeNow = (): Cursor => viewer.store.getState().cursor;
  const told = toldOf(state);
  const { step } = state.cursor;
  /** Until one goes on. */
  const setOutcome = (says: string, at = step): void => setSaid({ says, step: at });

  const { keepSoon, goOnFrom } = useKeeping(setOutcome);

  /** The scenario as it is to be called from now on: what is not kept yet is. */
  const named = (): Scenario => {
    if (told.of === 'own' && entryOf(mine, told.scenario) !== null) return told.scenario;
    const kept = keepTold(mine, told.scenario);
    if (kept === null) setOutcome(KEPT_NOTHING);
    else if (told.of === 'own') setOutcome(`“${kept.title}” is kept under “My scenarios” now.`);
    else setOutcome(`This is a copy of your own now, “${kept.title}”, kept under “My scenarios”.`);
    return kept ?? told.scenario;
  };

  const put = (what: string, change: (scenario: Scenario) => Scenario, isTyped: boolean): void => {
    const before = named();
    const after = change(before);
    const last = undos.at(-1);
    const goesOn = isTyped && last?.what === what && last.step === step && last.before.id === before.id;
    const more = goesOn ? { ...last, after: change(last.after) } : { what, step, before, after };
    setUndos([...(goesOn ? undos.slice(0, -1) : undos.slice(-MOST_UNDOS)), more]);
    goOnFrom(before);
    if (told.of === 'own') viewer.verbs.tell(after);
    else {
      const place = placeNow();
      bring(viewer, after);
      // The same place, in a copy.
      if (detour.current?.to === place) detour.current = { ...detour.current, to: placeNow() };
    }
    keepSoon(after);
  };

  const found = undos.at(-1);
  const last = found !== undefined && found.before.id === told.scenario.id ? found : null;
  const undo = (): void => {
    if (last === null) return;
    setUndos(undos.slice(0, -1));
    setSerial(serial + 1);
    const taken = withChangesOf(last.after, last.before, told.scenario);
    goOnFrom(told.scenario);
    viewer.verbs.tell(taken);
    viewer.verbs.goto(last.step);
    keepSoon(taken);
    setOutcome(`“${last.what}” is what it was.`, last.step);
  };

  return {
    ...told,
    step,
    isKept: told.of === 'own' && entryOf(mine, told.scenario) !== null,
    outcome: said.step === step ? said.says : '',
    write: (what, change) => put(what, change, true),
    choose: (what, change) => put(what, change, false),
    last: last && (last.step === 0 ? last.what : `${last.what}, step ${last.step}`),
    undo,
    toTitle: () => {
      const from = placeNow();
      viewer.verbs.home();
      detour.current = { from, to: placeNow() };
    },
    comeBack: () => {
      if (detour.current?.to !== placeNow()) return;
      const { step: at, micro } = detour.current.from;
      viewer.verbs.goto(at, micro);
    },
    serial,
  };
};
