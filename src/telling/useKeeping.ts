/** Keeps what is written into a scenario of one's own, and hears what other tabs write into it. */
import { useEffect, useRef } from 'react';
import { KEPT_NOTHING, keepTold } from '../mine/editing';
import { someOf } from '../phrases/someOf';
import type { Scenario } from '../scenarios/scenario';
import { MINE_PREFIX } from '../session/mine';
import { useMine, useViewerItself } from '../session/useViewer';
import { sameJson } from '../shapes/record';
import type { Viewer } from '../viewer/store';
import { bothWrote, storedOf, type Written, withHeard, withLaterSteps, withStored, withUnheard } from './together';
import { toldOf } from './told';

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

interface Keeping {
  /** Keeps it once typing rests, or when the page is left. */
  readonly keepSoon: (scenario: Scenario) => void;
  /** What is told from now on was made of this: what else is found in the storage is another tab’s. */
  readonly goOnFrom: (scenario: Scenario) => void;
}

/** @param say tells what became of it, at the step that is shown now or at another one. */
export const useKeeping = (say: (outcome: string, step?: number) => void): Keeping => {
  const [, mine] = useMine();
  const viewer = useViewerItself();
  /** What waits to be kept. */
  const waiting = useRef<{ readonly scenario: Scenario; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  /** The scenario as this tab has read or kept it last: what differs from it in the storage is another tab’s. */
  const known = useRef<Scenario | null>(null);
  /** What this tab has kept last, until the others must have heard of it. */
  const written = useRef<(Written & { readonly until: number }) | null>(null);
  /** All that this tab has written since it was told last that another one wrote over some of it. */
  const own = useRef<Written | null>(null);

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
      say(KEPT_NOTHING);
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
    if (fields.length > 0) say(says(fields), viewer.store.getState().cursor.step);
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

  return {
    keepSoon,
    goOnFrom: (scenario) => {
      known.current = knownOf(scenario);
    },
  };
};
