/** Composition root. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { defaultPolicy, policies } from './kernel/policies';
import { headOf } from './link/readable';
import './parts/global.css';
import { loadScenario, titles } from './session/catalogue';
import { startInBrowser } from './session/start';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const [first] = titles;
if (first === undefined) throw new Error('The syllabus is empty');

/** Inside another page; fetched only then. */
const embedding = new URLSearchParams(location.search).has('embed')
  ? await Promise.all([import('./embed/options'), import('./embed/Embed')])
  : null;

const opens = { loadScenario, titles, first: first.id };
const started = await startInBrowser(window, opens, embedding?.[0].frameSurroundings(window));

const home = headOf({
  policy: first.policy ?? defaultPolicy.id,
  source: { kind: 'scenario', id: first.id, branch: null },
  step: 0,
  micro: null,
});

const Embed = embedding?.[1].Embed;

createRoot(root).render(
  <StrictMode>
    {Embed ? (
      <Embed started={started} home={home} policies={policies} search={location.search} />
    ) : (
      <App started={started} home={home} titles={titles} policies={policies} />
    )}
  </StrictMode>,
);
