import { useEffect, useState } from 'react';
import { useStarted } from '../session/useViewer';

/** The address of exactly what is on the screen, kept up to date; `null` while there is none, or no link can hold it. */
export const useAddress = (): string | null => {
  const { viewer, address } = useStarted();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let latest = 0;
    const make = (): void => {
      latest += 1;
      const mine = latest;
      address?.share().then((shared) => {
        if (mine === latest) setUrl('url' in shared ? shared.url : null);
      });
    };
    make();
    const unsubscribe = viewer.store.subscribe(make);
    return () => {
      latest += 1;
      unsubscribe();
    };
  }, [viewer, address]);
  return url;
};
