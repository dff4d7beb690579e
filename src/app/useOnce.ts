import { useEffect, useRef } from 'react';

/** Does it once, when the component comes, however often React looks at it. */
export const useOnce = (act: () => void): void => {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    act();
  }, [act]);
};
