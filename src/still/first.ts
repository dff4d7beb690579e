/**
 * The script in the page itself. It shows a still of the first screen: what the app will draw, drawn when it was built, so that it
 * can be read before any of the app is there. Then it fetches the app: two cores that read scripts meanwhile would show the still
 * half as fast. A still does nothing but wait; see `held.ts` for what the reader does with it.
 */
import { hold } from './held';
import { fitLanes } from './lanes';
import { FIRST, ROOMS, stillFile } from './rooms';
import type {} from './waiting';

/** Everything that the app keeps in a browser is kept under a key that begins so. */
const OURS = 'livepatch-explorer/';
/** What was looked at last; a link goes before that. */
const LOOKED_AT = /session$/;

/** Milliseconds that the app waits for it, once there are styles. */
const PATIENCE = 150;

const { hash, search } = location;

/** Has the reader set nothing, and done nothing that the app would go on with? */
const isAsNew = (): boolean => {
  try {
    return !Object.keys({ ...sessionStorage, ...localStorage }).some(
      (key) => key.startsWith(OURS) && !(hash && LOOKED_AT.test(key)),
    );
  } catch {
    return true;
  }
};

/** The step that the address names, at its plainest: `SCENARIO/STEP`. */
const named = (): string | null => {
  if (/^#?\/?$/.test(hash)) return FIRST;
  const [, scenario, step = '0'] = /^#\/([a-z0-9-]+)(?:\/(\d+))?$/.exec(hash) ?? [];
  return scenario === undefined ? null : `${scenario}/${step}`;
};

/** The file of the still, where there may be one. */
const fileNow = (): string | null => {
  const step = search === '' && isAsNew() ? named() : null;
  const room = ROOMS.find(({ query }) => matchMedia(query).matches);
  return step === null || room === undefined ? null : stillFile(room.name, step);
};

/** In one piece: as a stream it would wait for the browser many times. Never fails: `''` when there is none. */
const read = async (file: string): Promise<string> => {
  try {
    const response = await fetch(file);
    if (!response.ok) return '';
    const { readable, writable } = new DecompressionStream('deflate-raw');
    const writer = writable.getWriter();
    const written = writer.write(await response.arrayBuffer()).then(() => writer.close());
    const [html] = await Promise.all([new Response(readable).text(), written]);
    return html;
  } catch {
    return '';
  }
};

const once = (target: EventTarget, ...types: readonly string[]): Promise<unknown> =>
  new Promise((resolve) => {
    for (const type of types) target.addEventListener(type, resolve, { once: true });
  });

const after = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** The whole page, with its styles. */
const styled = async (): Promise<void> => {
  // Before the browser waits for deferred scripts.
  await once(document, 'readystatechange');
  const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
  await Promise.all(sheets.map((link) => link.sheet ?? once(link, 'load', 'error')));
};

/** What the page names for it is fetched and runs. */
const fetchApp = (): void => {
  const named = document.querySelector('template');
  if (named) document.head.append(named.content);
};

let release = (): void => undefined;

/** Puts it where the page has said what is coming, unless the app came first. */
const show = async (html: string): Promise<void> => {
  const root = document.getElementById('root');
  if (html === '' || root?.firstElementChild?.className !== 'coming') return;
  document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.innerHTML = html;
  root.setAttribute('aria-busy', 'true');
  const letGo = hold(root);
  release = () => {
    root.removeAttribute('aria-busy');
    letGo();
  };
  await frame();
  fetchApp();
  fitLanes(root);
  await after(0);
};

const open = async (): Promise<void> => {
  const file = fileNow();
  const html = file === null ? null : read(file);
  if (html === null) fetchApp();
  await styled();
  if (html === null) return;
  const come = await Promise.race([html, after(PATIENCE)]);
  if (come !== undefined) await show(come);
  else void html.then(show);
  fetchApp();
};

window.opening = { ready: open(), release: () => release() };
