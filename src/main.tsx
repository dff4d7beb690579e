/** Composition root. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { policies } from './kernel/policies';
import { App } from './ui/App';
import './ui/global.css';
import { loadScenario, titles } from './viewer/catalogue';
import { startInBrowser } from './viewer/start';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const [first] = titles;
if (first === undefined) throw new Error('The syllabus is empty');

const started = await startInBrowser(window, { loadScenario, titles, first: first.id });

createRoot(root).render(
  <StrictMode>
    <App started={started} titles={titles} policies={policies} />
  </StrictMode>,
);
