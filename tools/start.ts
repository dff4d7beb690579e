/**
 * `npm start`: serves the built app, and builds it first when the sources are newer. The built files are what a
 * visitor gets; `npm run dev` is for working on the app. `PORT` and `HOST` say where; a port in use gives way to the
 * next free one.
 */
import { preview } from 'vite';
import { ensureBuilt } from './built';
import { areDrawn, drawStills } from './stills';

await ensureBuilt(true);

const server = await preview({
  preview: { port: Number(process.env.PORT || 4173), host: process.env.HOST || '127.0.0.1', strictPort: false },
});
const address = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])][0];
console.log(`\nLivepatch Explorer: ${address}\nPress Ctrl+C to stop.`);
// The app is whole without them: nobody has to wait.
if (!areDrawn('dist')) await drawStills('dist');
