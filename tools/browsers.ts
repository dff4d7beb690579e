/**
 * The other browsers in which the end-to-end tests run: Firefox and WebKitGTK, as Debian has them. Chromium is in `chromium.ts`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface WebKitPrograms {
  /** WebKitWebDriver. */
  readonly driver: string;
  /** MiniBrowser. */
  readonly browser: string;
  /** Xvfb: MiniBrowser needs a display. */
  readonly display: string;
}

/** `$FIREFOX`, or one on the PATH. */
export const findFirefox = (): string | null =>
  process.env.FIREFOX ? runs(process.env.FIREFOX) : (['firefox-esr', 'firefox'].map(onPath).find(Boolean) ?? null);

/** All three programs, or nothing. `$WEBKIT_MINIBROWSER` where MiniBrowser lies elsewhere than Debian puts it. */
export const findWebKit = (): WebKitPrograms | null => {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('Xvfb');
  const browser = process.env.WEBKIT_MINIBROWSER ? runs(process.env.WEBKIT_MINIBROWSER) : miniBrowser();
  return driver && browser && display ? { driver, browser, display } : null;
};

interface Wanted {
  readonly name: string;
  readonly packages: string;
  /** What was found, in one line. */
  readonly found: () => string | null;
}

const firefox: Wanted = { name: 'Firefox', packages: 'firefox-esr', found: findFirefox };
const webkit: Wanted = {
  name: 'WebKit',
  packages: 'webkit2gtk-driver xvfb',
  found: () => {
    const programs = findWebKit();
    return programs && Object.values(programs).join(', ');
  },
};

/**
 * Finds both or installs them with apt, and says in one line each which.
 * @returns what is missing still, as where there is no apt: its tests cannot run.
 */
export const ensureOthers = (say: (line: string) => void): readonly string[] => {
  const wanted = [firefox, webkit];
  const absent = wanted.filter(({ found }) => found() === null);
  if (absent.length > 0) install(absent, say);
  for (const one of wanted) {
    const how = absent.includes(one) ? 'installed with apt-get' : 'found';
    const there = one.found();
    say(
      there === null
        ? `${one.name}: none found, and none could be installed. On Debian: apt-get install ${one.packages}`
        : `${one.name}: ${how} ${there}.`,
    );
  }
  return wanted.flatMap(({ name, found }) => (found() === null ? [name] : []));
};

function install(absent: readonly Wanted[], say: (line: string) => void): void {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  say(`${absent.map(({ name }) => name).join(' and ')}: not found, trying apt-get …`);
  const packages = absent.map((one) => one.packages).join(' ');
  const command = `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${packages}`;
  spawnSync('sh', ['-c', command], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 600_000 });
}

/** Debian keeps it among the libraries: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`, the newest last. */
function miniBrowser(): string | null {
  const libraries = '/usr/lib';
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu')) : [];
  const found = folders.flatMap((folder) =>
    readdirSync(join(libraries, folder))
      .filter((name) => /^webkit2?gtk-/.test(name))
      .toSorted()
      .flatMap((name) => runs(join(libraries, folder, name, 'MiniBrowser')) ?? []),
  );
  return found.at(-1) ?? null;
}

function onPath(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => runs(join(folder, name))).find((found) => found !== null) ?? null;
}

/** The path again, when it can be executed. */
function runs(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return null;
  }
}
