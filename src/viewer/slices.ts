/** What takes long is done a little at a time, so that the page answers meanwhile. */

export interface Slices {
  /**
   * Begins when the clock says, and goes on in a task of its own for as long as `goOn` says that there is more. `told` hears after each
   * slice how long it has all taken, and whether it is over. Whatever was begun before is left as it is.
   */
  readonly run: (goOn: () => boolean, told: (milliseconds: number, over: boolean) => void) => void;
  /** Leaves what was begun as it is. */
  readonly leave: () => void;
}

/** Milliseconds of a slice: with what a slice tells, well below the 50 that a reader would feel. */
const SLICE = 12;

export interface SliceClock {
  readonly now: () => number;
  readonly soon: (task: () => void) => void;
  /** When the first slice comes; at once, when this does not say otherwise. */
  readonly begin?: (task: () => void) => void;
}

export const ordinary: SliceClock = { now: () => performance.now(), soon: (task) => void setTimeout(task, 0) };

const atOnce = (task: () => void): void => task();

export const createSlices = ({ now, soon, begin = atOnce }: SliceClock = ordinary): Slices => {
  let latest = 0;
  const work = (mine: number, goOn: () => boolean, told: (milliseconds: number, over: boolean) => void): void => {
    const begun = now();
    const slice = (): void => {
      if (mine !== latest) return;
      const end = now() + SLICE;
      let more = true;
      while (more && now() < end) more = goOn();
      told(now() - begun, !more);
      if (more) soon(slice);
    };
    slice();
  };
  return {
    run: (goOn, told) => {
      latest += 1;
      const mine = latest;
      begin(() => work(mine, goOn, told));
    },
    leave: () => {
      latest += 1;
    },
  };
};
