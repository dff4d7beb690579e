/** What the tabs of the dialog share. */
import { createContext, useContext, useEffect, useState } from 'react';
import { useShare } from '../session/useViewer';
import type { Cursor } from '../viewer/contract';
import { rebased } from './baseAddress';
import type { Story } from './story';

export interface Exporting {
  readonly story: Story;
  readonly cursor: Cursor;
  /** The address that links begin with. */
  readonly base: string;
}

const Context = createContext<Exporting | null>(null);

export const ExportingProvider = Context.Provider;

export const useExporting = (): Exporting => {
  const exporting = useContext(Context);
  if (exporting === null) throw new Error('A tab is outside of the dialog.');
  return exporting;
};

/** The link to a place of the line; `null` until it has been made, and when no link can hold it. */
export const useLink = ({ step, micro }: Cursor): string | null => {
  const { base } = useExporting();
  const share = useShare();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    share({ step, micro }).then((shared) => {
      if (wanted) setUrl('url' in shared ? shared.url : null);
    });
    return () => {
      wanted = false;
    };
  }, [share, step, micro]);
  return url === null ? null : rebased(url, base);
};
