/** Which Chromium the end-to-end tests and the benchmark run in. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];

/**
 * The popup of Chromium's address bar is a page in a process of its own, beside every page and nearly as dear to start. The rest
 * is what Playwright switches off by itself: of two such lists Chromium takes only the last.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** What it needs to start in a container, to keep quiet about the network, and to do nothing beside. */
export const launchArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${withoutFeatures.join(',')}`,
];

/**
 * A page of a test lives for seconds. What the optimising compilers make of it on other threads is thrown away before it has paid
 * for itself: they are a quarter of what the tests cost.
 */
export const shortLived = '--js-flags=--no-maglev --no-turbofan';

/** The shell rounds the width of each letter, so that words are wider in it than in Chromium: so, they are as wide to the pixel. */
export const shellArgs = [...launchArgs, shortLived, '--font-render-hinting=none'];

/** The first that runs: `$CHROMIUM`, Playwright's own, one on the PATH. `null` when there is none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM;
  if (given) return runs(given) ? given : null;
  return [chromium.executablePath(), ...onPath(names)].find(runs) ?? null;
}

/**
 * The same engine without the windows of a browser around it, which is what Playwright drives by itself: a page costs it a fifth
 * less. `$HEADLESS_SHELL`, or one on the PATH; `null` where there is none, or where `$HEADLESS_SHELL` is empty.
 */
export const findHeadlessShell = (): string | null => {
  const given = process.env.HEADLESS_SHELL;
  if (given === undefined) return onPath(shells).find(runs) ?? null;
  return runs(given) ? given : null;
};

/**
 * Finds one or installs one, and says in one line which.
 * @throws {Error} when there is none and none can be installed, with what was tried.
 */
export function ensureChromium(say: (line: string) => void): string {
  const found = findChromium();
  if (found !== null) {
    say(`Chromium: found ${found}.`);
    ensureShell(say);
    return found;
  }
  const given = process.env.CHROMIUM;
  if (given) throw new Error(`CHROMIUM is set to ${given}, which does not run.`);

  for (const [name, command] of installers()) {
    say(`Chromium: none found, trying ${name} …`);
    const { status } = spawnSync('sh', ['-c', command], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 600_000 });
    const installed = status === 0 ? findChromium() : null;
    if (installed !== null) {
      say(`Chromium: installed ${installed} with ${name}.`);
      return installed;
    }
  }
  throw new Error(
    `No Chromium. Looked at $CHROMIUM, Playwright's browsers and ${names.join(', ')} on the PATH, and could not install ` +
      'one. Install Chromium, or set CHROMIUM to an executable.',
  );
}

const isDebianRoot = (): boolean => existsSync('/etc/debian_version') && process.getuid?.() === 0;
const get = 'DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends';

/** A Chromium that was there may have come without the shell. It is of the same version; the tests do without it where it cannot be had. */
function ensureShell(say: (line: string) => void): void {
  if (findHeadlessShell() !== null || process.env.HEADLESS_SHELL !== undefined || !isDebianRoot()) return;
  say('Chromium: no headless shell beside it, trying apt-get …');
  const command = `${get} chromium-headless-shell || { apt-get update && ${get} chromium chromium-headless-shell; }`;
  spawnSync('sh', ['-c', command], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 600_000 });
}

function installers(): (readonly [name: string, command: string])[] {
  const playwright = ['Playwright', 'npx playwright install chromium'] as const;
  // Not every release has the shell.
  const apt = `apt-get update && ${get} chromium && { ${get} chromium-headless-shell || true; }`;
  return isDebianRoot() ? [playwright, ['apt-get', apt]] : [playwright];
}

function onPath(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A downloaded browser whose shared libraries are missing is there but does not run. */
function runs(path: string): boolean {
  return isExecutable(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
