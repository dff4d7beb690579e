/** Draws stills, in a thread of its own; see `../stills.ts`, which says which. */

// First: what is drawn asks for a browser as soon as it is there.
import './noBrowser';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import { renderToStaticMarkup } from 'react-dom/server';
import { App } from '../../src/app/App';
import { learning } from '../../src/app/Learning';
import { policies } from '../../src/kernel/policies';
import type { Scenario } from '../../src/scenarios/scenario';
import { asItIs } from '../../src/session/asItIs';
import { loadScenario, titles } from '../../src/session/catalogue';
import { type Started, startViewer } from '../../src/session/start';
import { FIRST, ROOMS, stillFile } from '../../src/still/rooms';
import type { Size } from './media';
import { resizeTo } from './noBrowser';

export interface Share {
  readonly folder: string;
  /** Scenarios are dealt in turn: every `of`th, beginning with the one at `at`. */
  readonly at: number;
  readonly of: number;
}

/** A window of each room. */
const SIZES: Readonly<Record<string, Size>> = {
  high: { width: 1440, height: 900 },
  low: { width: 1366, height: 768 },
  narrow: { width: 390, height: 844 },
};

/** Without what only a pointer that rests on something, or a click, would find. */
const bare = (html: string): string =>
  html.replace(/<title>[^<]*<\/title>/g, '').replace(/ (title|data-term|aria-keyshortcuts)="[^"]*"/g, '');

/** What is drawn on a canvas is not in the page. */
const isWhole = (html: string): boolean => !html.includes('<canvas');

interface Begun {
  readonly scenario: Scenario;
  readonly started: Started;
}

/** With what the app waits for. */
const begun = async (id: string): Promise<Begun> => {
  const scenario = await loadScenario(id);
  const started = startViewer({ loadScenario: () => scenario, titles, first: id });
  await learning(started);
  return { scenario, started };
};

/**
 * Room → what the app draws there at once when a link opens the step. Nothing may be waited for in between: what is fetched later
 * must not be there, because the app begins without it, too.
 */
function* stillsOf({ scenario, started }: Begun): Generator<readonly [file: string, html: string]> {
  for (let step = 0; step <= scenario.steps.length; step += 1) {
    started.viewer.verbs.goto(step);
    for (const { name } of ROOMS) {
      const size = SIZES[name];
      if (size === undefined) throw new Error(`Nobody says how large a window of the room ${name} is.`);
      resizeTo(size);
      const html = renderToStaticMarkup(<App started={asItIs(started)} home="#" policies={policies} />);
      if (!isWhole(html)) continue;
      yield [stillFile(name, `${scenario.id}/${step}`), bare(html)];
      if (step === 0 && scenario.id === titles[0]?.id) yield [stillFile(name, FIRST), bare(html)];
    }
  }
  started.stop();
}

const { folder, at, of } = workerData as Share;
const all = await Promise.all(titles.filter((_, place) => place % of === at).map(({ id }) => begun(id)));
for (const each of all) {
  for (const [file, html] of stillsOf(each)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, deflateRawSync(html, { level: 9 }));
  }
}
parentPort?.postMessage('drawn');
