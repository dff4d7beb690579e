import { lazy, Suspense, useEffect, useState } from 'react';
import { useVerbs, useViewerItself } from '../session/useViewer';

const OpenFile = lazy(async () => ({ default: (await import('./OpenFile')).OpenFile }));

/** What could not be opened; `name` of the file, where it came in one. */
interface Refused {
  readonly text: string;
  readonly name?: string | undefined;
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/**
 * Files that are dropped on the page, or text that is pasted: a scenario is opened; modules in C and kernel stacks are added to
 * the machine. What cannot be read says why.
 */
export const Drops = () => {
  const { openFile, changeWorld } = useVerbs();
  const { store } = useViewerItself();
  const [refused, setRefused] = useState<Refused | null>(null);

  useEffect(() => {
    const open = async (text: string, name?: string): Promise<void> => {
      const opened = await (await import('./opened')).openedFrom(text, store.getState().world, name);
      setRefused('problems' in opened ? { text, name } : null);
      if ('scenario' in opened) openFile(opened.scenario);
      else if ('world' in opened) changeWorld(opened.world, opened);
    };
    const read = async (files: readonly File[]): Promise<void> => {
      const [first] = files;
      if (first === undefined) return;
      const texts = await Promise.all(files.map((file) => file.text()));
      // Several are modules that belong together: each says its name before its text.
      if (files.length === 1) await open(texts[0] ?? '', first.name);
      else await open(files.map(({ name }, index) => `/* ${name} */\n${texts[index] ?? ''}\n`).join(''));
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      read(files).catch(() => setRefused({ text: '' }));
    };
    const paste = async (event: ClipboardEvent): Promise<void> => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isEditable(event.target) || text === '') return;
      // Whatever else is pasted is none of our business.
      if ((await import('./pieces')).kindOf(text) !== null) await open(text);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [openFile, changeWorld, store]);

  return (
    <Suspense>
      {refused !== null && <OpenFile key={refused.text} {...refused} onClose={() => setRefused(null)} />}
    </Suspense>
  );
};
