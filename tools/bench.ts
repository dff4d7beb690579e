/**
 * `npm run bench`: how soon the first screen is there, how fast the chart steps, and how long a step takes from the key to the screen. `npm run bench --
 * opening`, `-- chart`, `-- paint` or `-- history` measures one of them. It reports and compares with the aims; it fails only when it cannot
 * measure, since machines differ.
 */
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { type Browser, chromium } from '@playwright/test';
import { preview } from 'vite';
import { encode } from '../src/link/link';
import { longHistory } from './bench/longHistory';
import { openings } from './bench/opening';
import { inputToPaint, STEPS } from './bench/paint';
import { quantile } from './bench/statistics';
import { throughput } from './bench/throughput';
import { WORK } from './bench/trace';
import { eventsOf, reversalsOf, SIZES, worldOf } from './bench/workload';
import { ensureBuilt } from './built';
import { ensureChromium, launchArgs } from './chromium';

const POLICY = 'rfc-2019';

/** Median milliseconds from input to paint, by the number of tasks. */
const AIMS: ReadonlyMap<number, number> = new Map([
  [1_000, 16],
  [10_000, 50],
]);

/** Measures the built app in a browser. @param base where it is served. */
async function inBrowser(measure: (browser: Browser, base: string) => Promise<void>): Promise<void> {
  const executablePath = ensureChromium(console.log);
  await ensureBuilt();
  const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath, args: launchArgs });
  try {
    await measure(browser, `http://127.0.0.1:${port}/`);
  } finally {
    await browser.close();
    await server.close();
  }
}

function benchChart(): void {
  const rows = SIZES.map((tasks) => ({ tasks, perSecond: throughput(POLICY, tasks) }));
  const first = rows[0]?.perSecond ?? 0;
  console.log('\nEvents per second through the chart, median of 7 runs');
  console.log(line('tasks', 'events/s', 'µs/event', 'relative'));
  for (const { tasks, perSecond } of rows) {
    console.log(line(count(tasks), count(perSecond), count(1e6 / perSecond), `1/${(first / perSecond).toFixed(1)}`));
  }
}

const benchPaint = (): Promise<void> =>
  inBrowser(async (browser, base) => {
    console.log(`\nInput to paint of a step, median and p95 of ${STEPS} steps, milliseconds from the key press`);
    console.log(
      '  painted: the frame with the first effect is ready; shown: it is on the screen; complete: the last text is there',
    );
    console.log(
      '  below: what the page is busy with for a step, its animations included. There is no other page to compare with here.',
    );
    console.log(line('tasks', 'painted', 'p95', 'shown', 'p95', 'complete', 'p95', 'painted aim', ''));
    for (const tasks of SIZES) {
      const source = { kind: 'world', world: worldOf(tasks), events: eventsOf(tasks) } as const;
      const hash = encode({ policy: POLICY, source, step: 0, micro: null });
      const { paints, work } = await inputToPaint(browser, base + hash);
      const figures = (['painted', 'shown', 'complete'] as const).flatMap((what) => {
        const samples = paints.map((paint) => paint[what]);
        return [quantile(samples, 0.5), quantile(samples, 0.95)];
      });
      const [painted = Number.NaN] = figures;
      const aim = AIMS.get(tasks);
      const result = aim === undefined ? '' : painted <= aim ? 'reached' : 'missed';
      console.log(line(count(tasks), ...figures.map((figure) => figure.toFixed(1)), count(aim), result));
      console.log(line('', ...WORK.map((kind) => `${kind} ${work[kind].toFixed(1)}`)));
    }
  });

const benchOpening = (): Promise<void> =>
  inBrowser(async (browser, base) => {
    const { read, live, words } = await openings(browser, 'dist', base, '#/sticky-reversed/3');
    const alone = quantile(words, 0.5);
    const row = (name: string, times: readonly number[]) =>
      line(name, count(quantile(times, 0.5)), (quantile(times, 0.5) / alone).toFixed(2));
    console.log(`\nFrom the address to the complete first screen, median of ${read.length} loads from an empty cache`);
    console.log(line('', 'ms', 'relative'));
    console.log(row('to be read', read), ' a still of it, until the app is there');
    console.log(row('the app', live));
    console.log(row('its words', words), ' the same page without any script');
  });

/** The largest history that a link may ask for; its aims. */
const HISTORY = { tasks: 10_000, events: 2_000 } as const;
const HISTORY_AIMS = { firstStep: 1_000, blocked: 50, heap: 300, step: 50 } as const;

const benchHistory = (): Promise<void> =>
  inBrowser(async (browser, base) => {
    const { tasks, events } = HISTORY;
    const source = { kind: 'world', world: worldOf(tasks), events: reversalsOf(events) } as const;
    const hash = encode({ policy: POLICY, source, step: 0, micro: null });
    const found = await longHistory(browser, base + hash, events);
    const report = (what: string, value: number, unit: string, aim?: number) =>
      console.log(
        `  ${what.padEnd(44)}${count(value).padStart(8)} ${unit}${aim === undefined ? '' : `   aim ${count(aim)}: ${value <= aim ? 'reached' : 'missed'}`}`,
      );
    console.log(`\nA link to ${count(tasks)} tasks and ${count(events)} events (${count(hash.length)} characters)`);
    report('the first step is on the screen', found.firstStep, 'ms', HISTORY_AIMS.firstStep);
    report('the whole history is there', found.whole, 'ms');
    report('longest time without an answer', found.blocked, 'ms', HISTORY_AIMS.blocked);
    report('JavaScript heap', found.heap, 'MB', HISTORY_AIMS.heap);
    report('a step anywhere, median', quantile(found.steps, 0.5), 'ms', HISTORY_AIMS.step);
    report('a step anywhere, slowest', quantile(found.steps, 1), 'ms');
  });

/** The figures are those of this machine at this moment. */
function describeMachine(): void {
  const cores = availableParallelism();
  const load = loadavg()[0] ?? 0;
  console.log(`Node ${process.version}, ${cores} cores, load average ${load.toFixed(1)}`);
  if (load > cores / 2) console.log('The machine is busy with something else: expect worse figures than it can do.');
}

function line(...cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(12)).join('');
}

function count(value: number | undefined): string {
  return value === undefined ? '' : Math.round(value).toLocaleString('en');
}

const chosen = process.argv.slice(2);
describeMachine();
if (chosen.length === 0 || chosen.includes('opening')) await benchOpening();
if (chosen.length === 0 || chosen.includes('chart')) benchChart();
if (chosen.length === 0 || chosen.includes('paint')) await benchPaint();
if (chosen.length === 0 || chosen.includes('history')) await benchHistory();
