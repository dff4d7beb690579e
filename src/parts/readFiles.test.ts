import { expect, it } from 'vitest';
import { readFiles } from './readFiles';

const le = (text: string): Uint8Array<ArrayBuffer> => {
  const units = [...`\uFEFF${text}`].map((letter) => letter.charCodeAt(0));
  return new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
};
const be = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = le(text);
  return bytes.map((_, at) => bytes[at ^ 1] ?? 0);
};

it('a file in UTF-16 is read as the text that it is, and one in UTF-8, too', async () => {
  const text = 'task:größer\n';
  const files = [le(text), be(text), text, `\uFEFF${text}`, ''].map((part, at) => new File([part], `${at}.log`));
  expect((await readFiles(files)).map((each) => each.text)).toEqual([text, text, text, text, '']);
});
