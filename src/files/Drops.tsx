import { lazy, Suspense, useEffect, useState } from 'react';
import { useVerbs } from '../session/useViewer';

const OpenFile = lazy(async () => ({ default: (await import('./OpenFile')).OpenFile }));

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Text that means to be one of our files; whatever else is pasted is none of our business. */
const isOurs = (text: string): boolean => /^\s*\{[\s\S]*"klp"/.test(text.slice(0, 2000));

/** A file that is dropped on the page, or whose text is pasted, is opened; one that cannot be says why. */
export const Drops = () => {
  const { openFile } = useVerbs();
  const [refused, setRefused] = useState<string | null>(null);

  useEffect(() => {
    const open = async (text: string): Promise<void> => {
      const opened = (await import('./opened')).openedFrom(text);
      if ('problems' in opened) setRefused(text);
      else {
        setRefused(null);
        openFile(opened.scenario);
      }
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      file.text().then(open, () => setRefused(''));
    };
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isEditable(event.target) && isOurs(text)) open(text);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [openFile]);

  return (
    <Suspense>
      {refused !== null && <OpenFile key={refused} text={refused} onClose={() => setRefused(null)} />}
    </Suspense>
  );
};
