import { useEffect, useRef, useState } from 'react';
import type { View } from '../../viewer/contract';
import { type EdgeStatuses, judge, knownStatuses } from './now';

/** At most so long at a time, so that keys and pointers are answered in between. */
const SLICE_MS = 6;

interface Judged {
  readonly statuses: EdgeStatuses;
  /** They are those of an earlier place; the ones of this place are on their way. */
  readonly busy: boolean;
}

const NONE: EdgeStatuses = new Map();

/** What can be taken from here, judged in slices after the step has been drawn. */
export const useEdgeStatuses = (view: View): Judged => {
  const last = useRef(NONE);
  const [, refresh] = useState(0);
  const known = knownStatuses(view);
  useEffect(() => {
    if (knownStatuses(view) !== null) return;
    const judging = judge(view);
    let timer = 0;
    const slice = () => {
      const end = performance.now() + SLICE_MS;
      let done = false;
      while (!done && performance.now() < end) done = judging.next().done ?? false;
      if (done) refresh((times) => times + 1);
      else timer = window.setTimeout(slice);
    };
    timer = window.setTimeout(slice);
    return () => clearTimeout(timer);
  }, [view]);
  useEffect(() => {
    if (known !== null) last.current = known;
  }, [known]);
  return { statuses: known ?? last.current, busy: known === null };
};
