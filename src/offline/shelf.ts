/**
 * Where the files of the app's versions are kept, so that it works without a network and a page never mixes two versions.
 *
 * Each version has a cache of its own, whole or not there at all. A page is served from the newest one; what a page asks for
 * later is looked for in the newest and then in the older ones, where the names of built files, made from their content, tell
 * them apart. An older version stays while a page of it is open, which that page says with a lock.
 */

/** A built file: its path from the top of the app, and the SHA-256 of its content in hexadecimal. */
export type Listed = readonly [path: string, sha256: string];

/** One version of the app. */
export interface Release {
  /** Made from the list of files. */
  readonly version: string;
  readonly files: readonly Listed[];
}

/** What is used of the worker's surroundings. */
export interface Surroundings {
  /** Address of the folder that the app is served from, with a `/` at its end. */
  readonly scope: string;
  readonly caches: Pick<CacheStorage, 'keys' | 'has' | 'delete'> & {
    readonly open: (name: string) => Promise<Pick<Cache, 'match' | 'put'>>;
  };
  readonly fetch: (request: Request) => Promise<Response>;
  /** The names of all locks held by open pages. */
  readonly locks: () => Promise<readonly string[]>;
}

export interface Shelf {
  /**
   * Fetches every file of this release into its own cache.
   * @throws (rejects) when one is missing or is not the one of this release; then nothing is kept.
   */
  readonly fill: () => Promise<void>;
  /** Deletes what no page needs: every version but this release, the newest before it and those that open pages run. */
  readonly tidy: () => Promise<void>;
  /** Where the file that is asked for would lie; `null` for what cannot be a part of the app. */
  readonly placeOf: (request: Pick<Request, 'method' | 'url'>) => string | null;
  readonly find: (place: string) => Promise<Response | undefined>;
}

/** The page, whatever the host calls it. */
const PAGE = 'index.html';

/** A page that runs holds a lock of this name: it ends in the address of its first script, which no two versions share. */
export const LOCK = 'livepatch-explorer runs ';

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The file in a response that remembers nothing of redirects, or `null` when it is another one than was listed. */
const checked = async (response: Response | undefined, sha256: string): Promise<Response | null> => {
  if (response === undefined || !response.ok) return null;
  const content = await response.arrayBuffer();
  if (hex(await crypto.subtle.digest('SHA-256', content)) !== sha256) return null;
  const type = response.headers.get('content-type');
  return new Response(content, { headers: type === null ? {} : { 'content-type': type } });
};

/** The versions of an app in one folder of a host. Other folders may hold other copies of it. */
export const openShelf = ({ version, files }: Release, around: Surroundings): Shelf => {
  const { scope, caches } = around;
  const prefix = `livepatch-explorer ${scope} `;
  const own = prefix + version;
  const addressOf = (path: string): string => new URL(path === PAGE ? './' : path, scope).href;

  /** In the order in which they came. */
  const versions = async (): Promise<readonly string[]> =>
    (await caches.keys()).filter((name) => name.startsWith(prefix));

  const find: Shelf['find'] = async (address) => {
    const older = (await versions()).filter((name) => name !== own).toReversed();
    for (const name of [own, ...older]) {
      const found = (await caches.has(name)) ? await (await caches.open(name)).match(address) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const isRun = async (name: string): Promise<boolean> => {
    const cache = await caches.open(name);
    const scripts = (await around.locks()).flatMap((lock) => (lock.startsWith(LOCK) ? [lock.slice(LOCK.length)] : []));
    const found = await Promise.all(scripts.map((script) => cache.match(script)));
    return found.some((response) => response !== undefined);
  };

  const fill = async (): Promise<void> => {
    const fetched = await Promise.all(
      files.map(async ([path, sha256]) => {
        const address = addressOf(path);
        const kept = await checked(await find(address), sha256);
        // Not from the browser's own cache, which may still hold an older file of the same name.
        const file = kept ?? (await checked(await around.fetch(new Request(address, { cache: 'no-cache' })), sha256));
        if (file === null) throw new Error(`${path} is missing, or not the one of this version.`);
        return [address, file] as const;
      }),
    );
    // Made anew, and so the last in the order, also when an old version is deployed again.
    await caches.delete(own);
    const cache = await caches.open(own);
    try {
      await Promise.all(fetched.map(([address, file]) => cache.put(address, file)));
    } catch (full) {
      await caches.delete(own);
      throw full;
    }
  };

  const tidy = async (): Promise<void> => {
    const [, ...older] = (await versions()).filter((name) => name !== own).toReversed();
    for (const name of older) if (!(await isRun(name))) await caches.delete(name);
  };

  const placeOf: Shelf['placeOf'] = ({ method, url }) => {
    const address = new URL(url);
    address.hash = '';
    address.search = '';
    if (method !== 'GET' || !address.href.startsWith(scope)) return null;
    return address.href === new URL(PAGE, scope).href ? scope : address.href;
  };

  return { fill, tidy, placeOf, find };
};
