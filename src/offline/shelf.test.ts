import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Listed, LOCK, openShelf, type Release } from './shelf';

const SCOPE = 'https://host.example/any/path/';

type Texts = Readonly<Record<string, string>>;

/** As much of the browser's caches as is used: by address, in the order of creation. */
const fakeCaches = () => {
  const all = new Map<string, Map<string, Response>>();
  const addressOf = (key: RequestInfo | URL): string =>
    typeof key === 'string' ? key : key instanceof URL ? key.href : key.url;
  const cacheOf = (entries: Map<string, Response>): Pick<Cache, 'match' | 'put'> => ({
    match: (key) => Promise.resolve(entries.get(addressOf(key))?.clone()),
    put: async (key, response) => {
      await Promise.resolve();
      entries.set(addressOf(key), response);
    },
  });
  return {
    names: () => [...all.keys()].map((name) => name.split(' ').at(-1)),
    keys: () => Promise.resolve([...all.keys()]),
    has: (name: string) => Promise.resolve(all.has(name)),
    delete: (name: string) => Promise.resolve(all.delete(name)),
    open: (name: string) => {
      const entries = all.get(name) ?? new Map<string, Response>();
      all.set(name, entries);
      return Promise.resolve(cacheOf(entries));
    },
  };
};

const releaseOf = (version: string, texts: Texts): Release => ({
  version,
  files: Object.entries(texts).map(([path, text]): Listed => [path, createHash('sha256').update(text).digest('hex')]),
});

/** A host whose files are exchanged, and a browser that visits it. */
const browser = () => {
  const caches = fakeCaches();
  const fetched: string[] = [];
  const held: string[] = [];
  let online: Texts = {};
  const open = (version: string, texts: Texts) =>
    openShelf(releaseOf(version, texts), {
      scope: SCOPE,
      caches,
      locks: () => Promise.resolve(held),
      fetch: (request) => {
        const path = request.url.slice(SCOPE.length) || 'index.html';
        fetched.push(path);
        const text = online[path];
        return Promise.resolve(text === undefined ? new Response('', { status: 404 }) : new Response(text));
      },
    });
  return {
    caches,
    fetched,
    held,
    open,
    deploy: (texts: Texts) => {
      online = texts;
    },
    /** A visit that finds a new version. */
    install: async (version: string, texts: Texts) => {
      online = texts;
      const shelf = open(version, texts);
      await shelf.fill();
      await shelf.tidy();
      return shelf;
    },
  };
};

const V1: Texts = {
  'index.html': 'page 1',
  'assets/main-a.js': 'main 1',
  'assets/lazy-a.js': 'lazy 1',
  'font.woff2': 'f',
};
const V2: Texts = {
  'index.html': 'page 2',
  'assets/main-b.js': 'main 2',
  'assets/lazy-b.js': 'lazy 2',
  'font.woff2': 'f',
};
const V3: Texts = { 'index.html': 'page 3', 'assets/main-c.js': 'main 3' };

let visit: ReturnType<typeof browser>;
beforeEach(() => {
  visit = browser();
});

const get = async (shelf: ReturnType<typeof openShelf>, url: string): Promise<string | null> => {
  const place = shelf.placeOf({ method: 'GET', url });
  const found = place === null ? undefined : await shelf.find(place);
  return found === undefined ? null : found.text();
};

describe('what is asked for', () => {
  it('is the page under all of its names, with any query and any place in it', async () => {
    const shelf = await visit.install('1', V1);
    for (const rest of ['', 'index.html', '?embed=why', '#/first-patch/2', 'index.html?a#b']) {
      expect(await get(shelf, SCOPE + rest), rest).toBe('page 1');
    }
  });

  it('is a file of the version, or left to the network', async () => {
    const shelf = await visit.install('1', V1);
    expect(await get(shelf, `${SCOPE}assets/lazy-a.js`)).toBe('lazy 1');
    expect(await get(shelf, `${SCOPE}assets/other.js`)).toBeNull();
  });

  it('is no business of the app outside of its folder, or when something is sent', () => {
    const shelf = visit.open('1', V1);
    expect(shelf.placeOf({ method: 'GET', url: 'https://host.example/any/' })).toBeNull();
    expect(shelf.placeOf({ method: 'GET', url: 'https://other.example/any/path/' })).toBeNull();
    expect(shelf.placeOf({ method: 'POST', url: SCOPE })).toBeNull();
  });
});

describe('a new version', () => {
  it('gives its own page, and the older page its own files', async () => {
    await visit.install('1', V1);
    const shelf = await visit.install('2', V2);
    expect(await get(shelf, SCOPE)).toBe('page 2');
    expect(await get(shelf, `${SCOPE}assets/lazy-a.js`)).toBe('lazy 1');
    expect(await get(shelf, `${SCOPE}assets/lazy-b.js`)).toBe('lazy 2');
  });

  it('does not fetch again what has not changed', async () => {
    await visit.install('1', V1);
    visit.fetched.splice(0);
    await visit.install('2', V2);
    expect(visit.fetched.toSorted()).toEqual(['assets/lazy-b.js', 'assets/main-b.js', 'index.html']);
  });

  it.each([
    ['is missing', { 'index.html': 'page 2', 'assets/main-b.js': 'main 2' }],
    ['is already the one of the version after it', { ...V2, 'index.html': 'page 3' }],
  ])('is kept whole or not at all: a file %s', async (_, online) => {
    const before = await visit.install('1', V1);
    visit.deploy(online);
    await expect(visit.open('2', V2).fill()).rejects.toThrow(/is missing, or not the one of this version/);
    expect(visit.caches.names()).toEqual(['1']);
    expect(await get(before, SCOPE)).toBe('page 1');
  });

  it('sends away every version but the last one before it', async () => {
    await visit.install('1', V1);
    await visit.install('2', V2);
    expect(visit.caches.names()).toEqual(['1', '2']);
    await visit.install('3', V3);
    expect(visit.caches.names()).toEqual(['2', '3']);
  });

  it('keeps what an open page runs, however old', async () => {
    await visit.install('1', V1);
    visit.held.push(`${LOCK}${SCOPE}assets/main-a.js`, 'a lock of something else');
    await visit.install('2', V2);
    const shelf = await visit.install('3', V3);
    expect(visit.caches.names()).toEqual(['1', '2', '3']);
    expect(await get(shelf, `${SCOPE}assets/lazy-a.js`)).toBe('lazy 1');
  });

  it('may be an old one that is deployed again', async () => {
    await visit.install('1', V1);
    await visit.install('2', V2);
    const shelf = await visit.install('1', V1);
    expect(visit.caches.names()).toEqual(['2', '1']);
    expect(await get(shelf, SCOPE)).toBe('page 1');
    expect(await get(shelf, `${SCOPE}assets/lazy-b.js`)).toBe('lazy 2');
  });

  it('leaves alone what other apps of the host keep, and copies of this one in other folders', async () => {
    await visit.caches.open('someone else');
    await visit.caches.open('livepatch-explorer https://host.example/other/ 0');
    await visit.install('1', V1);
    await visit.install('2', V2);
    await visit.install('3', V3);
    expect(visit.caches.names()).toEqual(['else', '0', '2', '3']);
  });
});
