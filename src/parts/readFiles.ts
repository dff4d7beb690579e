/** The texts of files. Fetched when somebody gives one. */
import type { Dropped } from './useDropped';

/** Nobody reads more of a file than this, so that one that is too long is known for it and hangs nothing. */
const MOST = 20_000_001;

/** UTF-16, as many a program on Windows writes it: the first two bytes say so. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

async function textOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** What files hold, in the order in which they were given. */
export const readFiles = (files: readonly File[]): Promise<readonly Dropped[]> =>
  Promise.all(
    files.map((file): Promise<Dropped> => {
      const { name } = file;
      const start = file.size > MOST ? file.slice(0, MOST) : file;
      return textOf(start).then(
        (text) => ({ text, name }),
        () => ({ text: '', name, isUnreadable: true }),
      );
    }),
  );
