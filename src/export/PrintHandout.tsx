import { useEffect, useMemo } from 'react';
import { useSettings, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { exportBase } from './baseAddress';
import { Sheets, usePages } from './Sheets';

const idOf = ({ scenario }: ViewerState): string | null => scenario?.id ?? null;

/** Prints the page of the scenario on the screen. A world of the reader's own has none, and is printed as it looks. */
export const PrintHandout = ({ onClose }: { readonly onClose: () => void }) => {
  const id = useViewer(idOf);
  const [{ exportBase: chosen }] = useSettings();
  const wanted = useMemo(() => (id === null ? [] : [id]), [id]);
  const pages = usePages(wanted);

  useEffect(() => {
    if (pages === null) return;
    // Some browsers go on while their dialog is open.
    window.addEventListener('afterprint', onClose, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onClose);
  }, [pages, onClose]);

  return pages !== null && pages.length > 0 ? (
    <Sheets pages={pages} base={exportBase(chosen, window.location.href)} />
  ) : null;
};
