/** Serves the built app to the tests, as a host does that lets browsers keep what they have fetched: FOLDER PORT PATH. */
import { axeFile, SERVED_AXE } from './axe';
import { openHost } from './host';

const [folder, port, path] = process.argv.slice(2);
if (folder === undefined || port === undefined || path === undefined) throw new Error('Usage: serve FOLDER PORT PATH');
await openHost(folder, { port: Number(port), path, beside: { [SERVED_AXE]: axeFile } });
