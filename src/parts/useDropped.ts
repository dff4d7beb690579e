import { useEffect, useRef } from 'react';

/** A file that was dropped, or a text that was pasted. */
export interface Dropped {
  readonly text: string;
  /** Of the file; a text that is pasted has none. */
  readonly name?: string;
  readonly isUnreadable?: true;
}

/** What reads them is not part of the first screen. */
const read = async (files: readonly File[]): Promise<readonly Dropped[]> => {
  try {
    return await (await import('./readFiles')).readFiles(files);
  } catch {
    return files.map(({ name }) => ({ text: '', name, isUnreadable: true }));
  }
};

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/**
 * Takes files that are dropped anywhere on the page, and text that is pasted outside of a field.
 * @param isAbove what lies below hears nothing of it: a dialog takes what the page would take otherwise.
 */
export const useDropped = (take: (dropped: readonly Dropped[]) => void, isAbove = false): void => {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      if (isAbove) event.stopPropagation();
      void read(files).then((dropped) => latest.current(dropped));
    };
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isEditable(event.target) || text === '') return;
      if (isAbove) event.stopPropagation();
      latest.current([{ text }]);
    };
    window.addEventListener('dragover', over, isAbove);
    window.addEventListener('drop', drop, isAbove);
    window.addEventListener('paste', paste, isAbove);
    return () => {
      window.removeEventListener('dragover', over, isAbove);
      window.removeEventListener('drop', drop, isAbove);
      window.removeEventListener('paste', paste, isAbove);
    };
  }, [isAbove]);
};
