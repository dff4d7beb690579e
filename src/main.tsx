/**
 * The first script of the page. It asks for the scenario that the address names while the rest of the first screen, which
 * `index.html` names, is still on its way.
 */
import { ask } from './scenarios';

// What stands in the page for the moment is the whole workbench, which a frame and a window of a talk are not.
if (location.search !== '') document.getElementById('root')?.replaceChildren();

const [, named] = /^#\/([a-z0-9-]+)/.exec(location.hash) ?? [];
ask(named);
// First, from here: it makes an error object while it is evaluated, and a browser with a debugger reads every script again that is
// on the stack then.
void import('react-dom/client').then(() => import('./page'));
