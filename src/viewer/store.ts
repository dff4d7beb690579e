/** The viewer: one vanilla store, and the verbs that are the only way to change it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { boot } from '../kernel/boot';
import { policyOf } from '../kernel/policies';
import { LIMITS } from '../link/limits';
import type { Playlist } from '../link/readable';
import type { Scenario } from '../scenarios/scenario';
import type { Trace } from '../trace/trace';
import { createRun, type Ruled } from './computing';
import type { Cursor } from './contract';
import { atStep, back, clamp, end, home, into, out, over, sameCursor } from './cursor';
import { LONGEST_HISTORY, leavesScriptAt, lengthOf, withEvent } from './lines';
import { createLoader, type LoadScenario } from './loader';
import {
  emptyPlace,
  filePlace,
  isAbout,
  linkPlace,
  NAMELESS,
  scenarioPlace,
  startOf,
  storedPlace,
  toldBefore,
  worldPlace,
} from './opening';
import { previewOf } from './preview';
import { view, wantedCursor } from './selectors';
import { createSlices, type SliceClock } from './slices';
import type { Opening, Place, ViewerState, ViewerVerbs } from './state';
import { createTraces, type Traces } from './traces';

export interface Viewer {
  readonly store: ReadonlyStore;
  readonly verbs: ViewerVerbs;
  /**
   * The current line under another policy, as far as it is shown. The same trace again, for as long as that stays the same.
   */
  readonly traceUnder: (policy: string) => Trace;
}

/** Only the verbs change it. */
export type ReadonlyStore = Pick<StoreApi<ViewerState>, 'getState' | 'getInitialState' | 'subscribe'>;

export interface ViewerOptions {
  readonly loadScenario: LoadScenario;
  /** When the slices of a long history come. */
  readonly clock?: SliceClock | undefined;
}

const MOST_TOLD = 20;

const FULL = { kind: 'storage', says: 'A history ends after 10,000 steps. Go back.' } as const;

/** Shows an empty machine until something is opened. */
export const createViewer = ({ loadScenario, clock }: ViewerOptions): Viewer => {
  const empty = emptyPlace();
  let traces = createTraces(boot(empty.world));
  const store = createStore<ViewerState>()(() => ({
    ...empty,
    trace: traces.traceOf(empty.policy, empty.lines, empty.line),
    computing: null,
    selection: null,
    talk: null,
    notice: null,
    loading: null,
    recent: [],
    opening: { serial: 0, by: 'start' },
  }));
  const { getState: get, setState: set } = store;
  const loader = createLoader(loadScenario, (loading) => {
    if (loading !== get().loading) set({ loading });
  });

  const report: ViewerVerbs['report'] = (notice) => set({ notice });

  const slices = createSlices(clock);
  /** Those of a change, which the history on the screen does not wait for. */
  const changes = createSlices(clock);

  /** Shows a place, with everything that belongs to it: at once, or as far as it is there and then further and further. */
  const bring = (place: Ruled, rest: Partial<ViewerState> = {}, isLong = false): void => {
    const { policy, against, lines, line } = place;
    const run = createRun(traces, place);
    const shown = { ...rest, policy, against, lines, line };
    slices.leave();
    if (run.isQuick) {
      while (run.goOn());
      const trace = run.ready();
      set({ ...shown, trace, cursor: clamp(trace, place.cursor), computing: null });
      return;
    }
    set({ ...shown, ...run.begin(isLong) });
    slices.run(run.goOn, (milliseconds, over) => {
      const changes = run.after(get(), milliseconds, over);
      if (changes !== null) set(changes);
    });
  };

  /** All steps that are there, also those that have not been shown yet. */
  const catchUp = (): Trace => {
    const { computing, trace } = get();
    if (computing === null) return trace;
    const ready = createRun(traces, get()).ready();
    if (ready !== trace) set({ trace: ready, computing: { ...computing, done: ready.steps.length - 1 } });
    return ready;
  };

  /** What was told of worlds that were on the screen: a link back to one says nothing of it. */
  let told: readonly Scenario[] = [];

  /** Another source, or another line of the same one. */
  const show = (
    place: Place,
    by: Opening['by'],
    known = createTraces(boot(place.world)),
    talk: Playlist | null = null,
  ): void => {
    const { opening, notice } = get();
    traces = known;
    const { source, scenario, world } = place;
    if (source.kind === 'world' && source.told) told = [...told.slice(-MOST_TOLD), source.told];
    bring(place, {
      source,
      scenario,
      world,
      selection: null,
      talk,
      // What went wrong at the start is still to be read.
      notice: by === 'start' ? notice : null,
      opening: { serial: opening.serial + 1, by },
    });
  };

  const moveTo = (next: Cursor): void => {
    const { cursor, computing } = get();
    // Who goes somewhere does not want to be taken elsewhere later.
    if (computing?.wanted) set({ computing: { ...computing, wanted: null } });
    if (!sameCursor(next, cursor)) set({ cursor: next });
  };
  const move = (how: (trace: Trace, cursor: Cursor) => Cursor) => () => moveTo(how(catchUp(), get().cursor));

  const openLine = (line: number, at: Cursor): void => bring({ ...get(), line, cursor: at });

  /** Unknown policies, one compared with itself, or too many: nothing changes. */
  const rule = (policy: string, against: readonly string[]): void => {
    const all = [policy, ...against];
    if (all.length > LIMITS.policies || new Set(all).size < all.length) return;
    if (all.some((id) => policyOf(id) === undefined)) return;
    bring({ ...get(), policy, against, cursor: wantedCursor(get()) });
  };

  /** What is compared goes on being compared when something else is opened. */
  const kept = (place: Place): Place => {
    const { policy, against } = get();
    return against.length > 0 ? { ...place, policy, against } : place;
  };

  const backToScript = (): void => {
    const at = leavesScriptAt(get().lines, get().line);
    if (at !== null) openLine(0, { step: at, micro: null });
  };

  const openLink: ViewerVerbs['openLink'] = (link, by = 'address', done) => {
    /** Shows the link's place among the lines of `place`, or says why it is not there. */
    const follow = (place: Place, isNew: boolean): string | null => {
      const there = linkPlace(link, place);
      if (typeof there === 'string') return there;
      const { place: found, beyond, end } = there;
      const known = isNew ? createTraces(boot(found.world)) : traces;
      if (createRun(known, found).isQuick) {
        const trace = known.traceOf(found.policy, found.lines, found.line);
        if (!sameCursor(clamp(trace, found.cursor), found.cursor)) {
          return `The link asks for a place inside step ${found.cursor.step} that is not there.`;
        }
      }
      const talk = link.talk ?? null;
      if (isNew) show(found, by, known, talk);
      else bring(found, { talk, notice: null });
      if (beyond !== null) report({ kind: 'end', says: beyond });
      else if (end < lengthOf(found.lines, found.line)) report({ kind: 'longer', says: '', end });
      return null;
    };
    const answer = (problem: string | null): void => {
      if (problem !== null) report({ kind: 'link', says: problem });
      done?.(problem === null);
    };
    loader.forget();
    const { source } = link;
    if (isAbout(link, get())) answer(follow(get(), false));
    else if (source.kind === 'world') {
      const { world, events } = source;
      const said = source.told ?? toldBefore(told, world, events);
      answer(follow(worldPlace(world, events, link.policy, said), true));
    } else {
      const failed = `The link is about the scenario “${source.id}”, which could not be loaded.`;
      loader.load(
        source.id,
        (scenario) => answer(follow(scenarioPlace(scenario), true)),
        () => answer(failed),
      );
    }
  };

  const openPlace: ViewerVerbs['openPlace'] = (stored, by = 'reader', done) => {
    // What a change put aside is of the talk that the change is of.
    const talk = get().notice?.before === stored ? get().talk : null;
    const open = (scenario: Scenario | null): void => {
      const { place, changed } = storedPlace(stored, scenario);
      if (place) show(place, by, undefined, talk);
      if (changed !== null) report({ kind: 'storage', says: changed });
      done?.(place !== null);
    };
    loader.forget();
    if (stored.source.kind === 'world') open(null);
    else loader.load(stored.source.id, open, () => open(null));
  };

  const verbs: ViewerVerbs = {
    act: (event) => {
      const { lines, line, cursor, source } = get();
      if (cursor.step >= LONGEST_HISTORY || lines.length >= LONGEST_HISTORY) return report(FULL);
      const next = withEvent(lines, line, cursor.step, event, source.kind === 'world');
      bring({ ...get(), ...next, cursor: atStep(lengthOf(next.lines, next.line)) });
    },
    preview: (event) => previewOf(get().policy, view(get()).step, event),
    select: (selection) => set({ selection }),
    stepOver: move(over),
    stepBack: move(back),
    stepInto: move(into),
    stepOut: move(out),
    goto: (step, micro = null) => moveTo(clamp(catchUp(), { step, micro })),
    home: move(home),
    end: () => {
      moveTo(end(catchUp()));
      // The end of what is there is not the one that is meant, while more is coming.
      const { computing } = get();
      if (computing !== null && !computing.stopped) set({ computing: { ...computing, wanted: atStep(computing.of) } });
    },
    openScenario: (id, by = 'reader') => {
      const { source, scenario: shown } = get();
      loader.forget();
      if (source.kind === 'scenario' && source.id === id) {
        openLine(0, shown === null ? home() : startOf(shown));
        set({ notice: null });
      } else {
        const says = `There is no scenario called “${id}”, or it could not be loaded.`;
        const failed = (): void => report({ kind: 'scenario', says });
        loader.load(id, (scenario) => show(kept(scenarioPlace(scenario)), by), failed);
      }
    },
    openWorld: (world, events = []) => {
      loader.forget();
      show(kept(worldPlace(world, events, get().policy)), 'reader');
    },
    changeWorld: (world, added, renames) => {
      loader.forget();
      const { opening } = get();
      const lent = {
        get,
        traces: () => traces,
        slices: changes,
        show: (place: Place, by: Opening['by'], known: Traces) => {
          loader.forget();
          // Whoever changes the machine of a talk goes on with the talk.
          show(place, by, known, get().talk);
        },
        report,
        wait: () => set({ loading: NAMELESS.id }),
      };
      import('./changing').then(
        ({ changeMachine }) => get().opening === opening && changeMachine(world, lent, added, renames),
        () => report({ kind: 'scenario', says: 'What plays a history again could not be fetched.' }),
      );
    },
    openFile: (scenario, at) => {
      loader.forget();
      show(kept(filePlace(scenario, at)), 'reader');
    },
    setPolicy: (id) => {
      const { policy, against } = get();
      if (id !== policy)
        rule(
          id,
          against.map((other) => (other === id ? policy : other)),
        );
    },
    compare: ([policy = get().policy, ...against]) => rule(policy, against),
    openLine: (line) => {
      const { lines } = get();
      const chosen = lines[line];
      if (line === get().line || chosen === undefined) return;
      if (chosen.parent === null) backToScript();
      else openLine(line, { step: chosen.at, micro: null });
    },
    backToScript,
    openLink,
    openPlace,
    stopComputing: () => {
      slices.leave();
      catchUp();
      const { computing } = get();
      if (computing !== null) set({ computing: { ...computing, wanted: null, stopped: true } });
    },
    goOnComputing: () => bring(get(), {}, true),
    tell: (scenario) => {
      const { source } = get();
      if (source.kind !== 'world') return;
      told = [...told.filter((each) => each !== source.told), scenario];
      set({ source: { kind: 'world', told: scenario }, scenario });
    },
    report,
    dismissNotice: () => set({ notice: null }),
    setRecent: (recent) => set({ recent }),
  };
  const traceUnder = (policy: string): Trace => {
    const { lines, line, trace, computing } = get();
    return computing === null
      ? traces.traceOf(policy, lines, line)
      : traces.readyOf(policy, lines, line, trace.steps.length - 1);
  };
  return { store, verbs, traceUnder };
};
