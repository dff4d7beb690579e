/**
 * The first script of the app. It asks for the scenario that the address names while the rest of the first screen, which the page
 * names, is still on its way.
 */
import { ask } from './scenarios';
import type {} from './still/waiting';

const open = async (): Promise<void> => {
  await window.opening?.ready;
  // What stands in the page for the moment is the whole workbench, which a frame and a window of a talk are not.
  if (location.search !== '') document.getElementById('root')?.replaceChildren();
  // First, from here: it makes an error object while it is evaluated, and a browser with a debugger reads every script again that is
  // on the stack then.
  await import('react-dom/client');
  await import('./page');
};

const [, named] = /^#\/([a-z0-9-]+)/.exec(location.hash) ?? [];
ask(named);
void open();
