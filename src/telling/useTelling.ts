/** Writes into the scenario on the screen: at once where it is shown, and soon after where it is kept. */
import { useEffect, useRef, useState } from 'react';
import { entryOf, KEPT_NOTHING, keepTold } from '../mine/editing';
import { someOf } from '../phrases/someOf';
import type { Scenario } from '../scenarios/scenario';
import { MINE_PREFIX } from '../session/mine';
import { useMine, useViewer, useViewerItself } from '../session/useViewer';
import { sameJson } from '../shapes/record';
import type { Cursor } from '../viewer/contract';
import { eventsOf } from '../viewer/opening';
import type { ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import {
  bothWrote,
  storedOf,
  type Written,
  withChangesOf,
  withHeard,
  withLaterSteps,
  withStored,
  withUnheard,
} from './together';
import { type Told, toldOf } from './told';

/** What can be taken back: all that was typed into one field of one step in one go. */
interface Undo {
  readonly what: string;
  readonly step: number;
  readonly before: Scenario;
  readonly after: Scenario;
}

/** What was last read or kept before the browser kept no more. */
const unkept = new WeakMap<Viewer, Scenario>();

/** Who typed into a field that another tab has changed meanwhile is told so, there as here. */
const collided = (fields: readonly string[]): string =>
  `Written in another tab at the same time: ${someOf(fields, 2)}. What was kept last stands.`;

/** The same of words that had stood for a while. */
const overwritten = (fields: readonly string[]): string =>
  `Changed in another tab: ${someOf(fields, 2)}. What was kept last stands.`;

/** Typed words are kept together. */
const KEEP_AFTER = 300;
/** Milliseconds in which another tab may still write what it knew before. */
const HEARD_WITHIN = 2_000;
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
  /** What waits to be kept. */
  const waiting = useRef<{ readonly scenario: Scenario; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  /** Where one was before one went to the title, and the place there: another one, once anything has moved. */
  const detour = useRef<{ readonly from: Cursor; readonly to: Cursor } | null>(null);
  /** The scenario as this tab has read or kept it last: what differs from it in the storage is another tab’s. */
  const known = useRef<Scenario | null>(null);
  /** What this tab has kept last, until the others must have heard of it. */
  const written = useRef<(Written & { readonly until: number }) | null>(null);
  /** All that this tab has written since it was told last that another one wrote over some of it. */
  const own = useRef<Written | null>(null);
  const placeNow = (): Cursor => viewer.store.getState().cursor;
  const told = toldOf(state);
  const { step } = state.cursor;
  /** Until one goes on. */
  const setOutcome = (says: string, at = step): void => setSaid({ says, step: at });

  const keepNow = (): void => {
    const now = waiting.current;
    if (now === null) return;
    clearTimeout(now.timer);
    waiting.current = null;
    const { scenario } = now;
    const before = storedOf(mine, scenario);
    const stored = heardOf(before);
    const read = knownOf(scenario);
    if (stored !== null) tellBoth(bothWrote(read, stored, scenario));
    const whole = stored === null ? scenario : withLaterSteps(stored, withStored(read, stored, scenario));
    if (keepTold(mine, whole) === null) {
      unkept.set(viewer, read);
      setOutcome(KEPT_NOTHING);
      return;
    }
    unkept.delete(viewer);
    if (stored !== null) showStored(read, stored);
    if (before !== null) {
      written.current = { before, after: whole, until: performance.now() + HEARD_WITHIN };
    }
    const ours = own.current?.after.id === whole.id ? own.current : { before: read, after: scenario };
    own.current = { ...(stored === null ? ours : withHeard(ours, read, stored)), after: whole };
    known.current = whole;
  };
  const tellBoth = (fields: readonly string[], says = collided): void => {
    if (fields.length > 0) setOutcome(says(fields), placeNow().step);
  };
  /** What is stored, with what another tab has written over before it could hear of it. */
  const heardOf = (stored: Scenario | null): Scenario | null => {
    const last = written.current;
    if (stored === null || last?.after.id !== stored.id || performance.now() > last.until) return stored;
    return withUnheard(last, stored);
  };
  const knownOf = (scenario: Scenario): Scenario =>
    [known.current, unkept.get(viewer)].find((each) => each?.id === scenario.id) ?? scenario;
  /** On the screen, if it is there, is what another tab has written. */
  const showStored = (read: Scenario, stored: Scenario): void => {
    const now = toldOf(viewer.store.getState());
    if (now.of !== 'own' || now.scenario.id !== stored.id) return;
    const next = withStored(read, stored, now.scenario);
    if (!sameJson(next, now.scenario)) viewer.verbs.tell(next);
  };
  const hear = (): void => {
    const now = toldOf(viewer.store.getState());
    const stored = now.of === 'own' ? storedOf(mine, now.scenario) : null;
    const whole = heardOf(stored);
    if (stored === null || whole === null) return;
    const read = knownOf(now.scenario);
    const last = written.current;
    const isOver = last?.after.id === stored.id && performance.now() <= last.until;
    const ours = own.current?.after.id === stored.id ? own.current : null;
    const lost = ours === null ? [] : bothWrote(ours.before, stored, ours.after);
    own.current = lost.length > 0 ? null : ours && withHeard(ours, read, stored);
    tellBoth(lost, isOver ? collided : overwritten);
    showStored(read, whole);
    if (waiting.current?.scenario.id === stored.id) {
      tellBoth(bothWrote(read, whole, waiting.current.scenario));
      waiting.current = { ...waiting.current, scenario: withStored(read, whole, waiting.current.scenario) };
    } else if (whole !== stored) keepSoon(whole);
    known.current = stored;
  };
  const latest = useRef(keepNow);
  const latestHear = useRef(hear);
  useEffect(() => {
    latest.current = keepNow;
    latestHear.current = hear;
  });
  useEffect(() => {
    const onStorage = ({ key }: StorageEvent): void => {
      if (key === null || key.startsWith(MINE_PREFIX)) latestHear.current();
    };
    latestHear.current();
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, []);
  useEffect(() => {
    const flush = (): void => latest.current();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  const keepSoon = (scenario: Scenario): void => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = { scenario, timer: setTimeout(() => latest.current(), KEEP_AFTER) };
  };

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
    known.current = knownOf(before);
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
    known.current = knownOf(told.scenario);
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
