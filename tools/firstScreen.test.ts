import { describe, expect, it } from 'vitest';
import { type Fetched, judged, problemsOf } from './firstScreen';

const files: Readonly<Record<string, string>> = {
  'index.html':
    '<link rel="modulepreload" href="./assets/react.js"><script type="module" src="./assets/main.js"></script>',
  'assets/main.js': 'import(`./group.js`)',
  'assets/react.js': 'import "./shared.js"',
  'assets/shared.js': 'a'.repeat(10_000),
  'assets/group.js': '',
  'assets/inter.woff2': 'a'.repeat(10_000),
};
const read = (file: string) => Buffer.from(files[file] ?? '');

describe('what the first screen takes', () => {
  it('is late when neither the page nor its first script names it', () => {
    const late = judged(Object.keys(files), read).filter((each) => each.late);
    expect(late.map(({ file }) => file)).toEqual(['assets/shared.js', 'assets/inter.woff2']);
  });

  it('counts after gzip, but for what is compressed already', () => {
    const [shared, font] = judged(['assets/shared.js', 'assets/inter.woff2'], read);
    expect(shared).toMatchObject({ bytes: 10_000 });
    expect(shared?.gzip).toBeLessThan(100);
    expect(font?.gzip).toBe(10_000);
  });
});

describe('too much of it', () => {
  const one = (more: Partial<Fetched>): Fetched => ({ file: 'a.js', bytes: 300, gzip: 100, late: false, ...more });
  const limits = { bytes: 250, page: 200, requests: 3 };

  it.each<[string, readonly Fetched[], readonly string[]]>([
    ['nothing', [one({}), one({})], []],
    ['fonts and pictures, which nobody waits for', [one({}), one({ file: 'a.woff2', gzip: 9000, late: true })], []],
    ['the page and a still of it', [one({ file: 'index.html' }), one({ file: 'a/3.still', late: true }), one({})], []],
    ['HTML', [one({ file: 'a/3.still', gzip: 1200 })], ['The page and its still are 1.0 kB too large.']],
    ['bytes', [one({ gzip: 1250 })], ['The first screen is 1.0 kB too large.']],
    [
      'requests',
      [one({}), one({}), one({ gzip: 0 }), one({ gzip: 0 })],
      ['The first screen takes 4 requests, and 3 are allowed.'],
    ],
    ['late', [one({ late: true })], ['Neither the page nor its first script names a.js.']],
  ])('%s', (_, fetched, problems) => {
    expect(problemsOf(fetched, limits)).toEqual(problems);
  });
});
