/**
 * `npm test`: every check of the project, in the order in which they are quick to fail. `npm test -- lint types` runs
 * only those. A stage that fails does not hide the next one; the exit code tells whether all passed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureOthers } from './browsers';
import { ensureChromium } from './chromium';

const UNIT = 'test-results/unit.json';
const E2E = 'test-results/e2e.json';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Among the passed: those that needed a second try. */
  readonly flaky?: number;
}

interface Stage {
  readonly name: string;
  readonly title: string;
  readonly run: () => boolean;
  /** What the test runner wrote down. `null` when it did not come so far. */
  readonly counts?: () => Counts | null;
  /** The stage without whose success there is nothing to test. */
  readonly needs?: string;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly object[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
}

/** Some tools colour their output whenever `CI` is set, even into a file. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };

/** Browsers that were not found and could not be installed. */
let absent: readonly string[] = [];

const stages: readonly Stage[] = [
  {
    name: 'lint',
    title: 'Format and lint, and nothing that is not used',
    run: () =>
      [
        shell(`biome ci . --colors=${process.stdout.isTTY ? 'force' : 'off'}`),
        shell('knip --no-progress', plain),
      ].every(Boolean),
  },
  {
    name: 'types',
    title: 'Types: the project, the core without a browser and without node, the service worker',
    run: () =>
      [shell('tsc -p .'), shell('tsc -p src/tsconfig.core.json'), shell('tsc -p src/tsconfig.worker.json')].every(
        Boolean,
      ),
  },
  {
    name: 'unit',
    title: 'Unit, architecture and conformance',
    run: () => shell(`vitest run --reporter=default --reporter=json --outputFile.json=${UNIT}`, plain),
    counts: () => {
      const report = readReport<VitestReport>(UNIT);
      if (report === null) return null;
      const unloadable = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length);
      return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
    },
  },
  { name: 'build', title: 'Build', run: () => shell('vite build', plain) },
  {
    name: 'size',
    title: 'Size of the first screen, in Chromium',
    run: () => shell('tsx tools/size.ts'),
    needs: 'build',
  },
  {
    name: 'e2e',
    title: 'End to end, in Chromium; what must work everywhere also in Firefox and WebKit',
    run: () => {
      const browser = ensureChromium(console.log);
      absent = ensureOthers(console.log);
      const ok = shell('playwright test -c e2e/playwright.config.ts', { CHROMIUM: browser });
      // At home one may do without them; where everything must hold, not.
      return ok && (absent.length === 0 || process.env.CI === undefined);
    },
    counts: () => {
      const stats = readReport<PlaywrightReport>(E2E)?.stats;
      return stats ? { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky } : null;
    },
    needs: 'build',
  },
];

/** Runs a tool of `node_modules/.bin`, which npm has put on the PATH, with its output on ours and without input. */
function shell(command: string, env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`$ ${command}`);
  const { status } = spawnSync(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** The reports are written by the stage just run: the ones of an earlier run are gone. */
function readReport<Report>(file: string): Report | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function attempt(stage: Stage): boolean {
  try {
    return stage.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

function main(names: readonly string[]): number {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  mkdirSync('test-results', { recursive: true });
  for (const file of [UNIT, E2E]) rmSync(file, { force: true });

  const chosen = stages.filter(({ name }) => names.length === 0 || names.includes(name));
  const failed = new Set<string>();
  const lines: string[] = [];
  let total: Counts = { passed: 0, failed: 0 };

  for (const [index, stage] of chosen.entries()) {
    console.log(`\n=== ${index + 1}/${chosen.length} ${stage.title} ===`);
    const start = performance.now();
    const skipped = stage.needs !== undefined && failed.has(stage.needs);
    const ok = !skipped && attempt(stage);
    if (!ok) failed.add(stage.name);

    const counts = skipped ? null : (stage.counts?.() ?? null);
    if (counts) total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);
    const flaky = counts?.flaky ? `, ${counts.flaky} of them at the second try` : '';
    const tests = counts ? `, ${counts.passed} passed${flaky}, ${counts.failed} failed` : '';
    const result = skipped ? `not run: ${stage.needs} failed` : `${ok ? 'ok' : 'FAILED'}${tests}`;
    lines.push(`${seconds}  ${stage.name.padEnd(6)} ${result}`);
    console.log(lines.at(-1));
  }

  console.log(`\n=== Summary ===\n${lines.join('\n')}\n`);
  if (absent.length > 0) console.log(`NOT TESTED: ${absent.join(' and ')}, because there is none here.`);
  if (failed.size > 0) console.log(`Failed: ${[...failed].join(', ')}.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return failed.size > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
