import { useEffect, useRef, useState } from 'react';
import type { OutlineVerbs } from './Outline';

/** Functions that do what these do now, and are the same for ever: else a letter would draw thousands of rows anew. */
export function useOutlineVerbs(now: OutlineVerbs): OutlineVerbs {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const [same] = useState(
    (): OutlineVerbs => ({
      onSelect: (key) => latest.current.onSelect(key),
      onAdd: (what) => latest.current.onAdd(what),
      onTarget: (target) => latest.current.onTarget(target),
      onRemove: (key) => latest.current.onRemove(key),
    }),
  );
  return same;
}
