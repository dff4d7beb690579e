/** The service worker. The only file with worker globals; what it does is in `shelf.ts`. Built by `tools/serviceWorker.ts`. */
import { openShelf, type Release } from './shelf';

declare const self: ServiceWorkerGlobalScope;
/** Written here by the build. */
declare const RELEASE: Release;

const { fill, tidy, placeOf, find } = openShelf(RELEASE, {
  scope: self.registration.scope,
  caches: self.caches,
  fetch: (request) => self.fetch(request),
  locks: async () => ((await self.navigator.locks.query()).held ?? []).flatMap(({ name }) => name ?? []),
});

// The new version answers from now on, but only pages that are loaded from now on are of the new version.
self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim().then(tidy)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const place = placeOf(request);
  if (place !== null) event.respondWith(find(place).then((kept) => kept ?? self.fetch(request)));
});
