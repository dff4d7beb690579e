/** Composition root: the page, from the address to the screen. */
import { type ReactNode, StrictMode, startTransition, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { learning } from './app/Learning';
import { ReportedNotice } from './app/Notice';
import { defaultPolicy, policies } from './kernel/policies';
import { headOf } from './link/readable';
import './parts/global.css';
import { onQuiet, screenIsThere } from './parts/quiet';
import { loadScenario, titles } from './session/catalogue';
import { type StartedInBrowser, startInBrowser } from './session/start';
import type {} from './still/waiting';
import { isOpening } from './viewer/selectors';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const [first] = titles;
if (first === undefined) throw new Error('The syllabus is empty');

const opens = { loadScenario, titles, first: first.id };
const home = headOf({
  policy: first.policy ?? defaultPolicy.id,
  source: { kind: 'scenario', id: first.id, branch: null },
  step: 0,
  micro: null,
});

/** Resolves when there is what was asked for, or something to show instead and what it takes to say why. */
const opened = async (started: StartedInBrowser): Promise<unknown> => {
  const { viewer, tellCrowded } = started;
  const { store } = viewer;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (isOpening(store.getState()) || store.getState().loading !== null) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
  tellCrowded();
  const parts = [learning(started), store.getState().notice && ReportedNotice.load()];
  // What has not come says so where it would stand.
  return Promise.allSettled(parts);
};

/** Says that everything beside it has been drawn. */
const Drawn = ({ tell }: { readonly tell: () => void }) => {
  useEffect(tell, [tell]);
  return null;
};

/** Resolves when it has been drawn. A little at a time: what the reader does meanwhile is heard. */
const draw = (root: HTMLElement, screen: ReactNode): Promise<void> =>
  new Promise((resolve) => {
    const whole = (
      <StrictMode>
        {screen}
        <Drawn tell={resolve} />
      </StrictMode>
    );
    startTransition(() => createRoot(root).render(whole));
  });

const openPage = async (root: HTMLElement): Promise<void> => {
  const { search } = location;
  // Inside another page; fetched only then.
  const embedding = new URLSearchParams(search).has('embed')
    ? await Promise.all([import('./embed/options'), import('./embed/Embed')])
    : null;
  const started = await startInBrowser(window, opens, embedding?.[0].frameSurroundings(window));
  const Embed = embedding?.[1].Embed;
  // Until then the page shows by itself what is coming. A window of a talk opens what others tell it.
  if (Embed === undefined && started.part.getState() === null) await opened(started);
  const drawn = draw(
    root,
    Embed ? (
      <Embed started={started} home={home} policies={policies} search={search} />
    ) : (
      <App started={started} home={home} policies={policies} />
    ),
  );
  onQuiet(started.readKept);
  await drawn;
  window.opening?.release();
  await opened(started);
  screenIsThere();
};

void openPage(root);
