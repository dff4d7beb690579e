import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8'));
const page = readFileSync('index.html', 'utf8');

/** The ground of each theme, as the tokens have it, light before dark. */
const grounds = [...readFileSync('src/parts/tokens.css', 'utf8').matchAll(/--bg: (#\w{6});/g)].map(
  ([, colour]) => colour,
);

it('the app can be installed from any path: every address in the manifest is beside it', () => {
  const addresses: string[] = [manifest.id, manifest.start_url, manifest.scope];
  expect(addresses).toEqual(['./', './', './']);
  expect(page).toContain('<link rel="manifest" href="./manifest.webmanifest" />');
  expect(manifest.display).toBe('standalone');
});

it('its icons are there, in the sizes that the manifest names', () => {
  const pngs = manifest.icons.filter(({ type }: { type: string }) => type === 'image/png');
  const sizes = pngs.map(({ src }: { src: string }) => {
    const png = readFileSync(`public/${src}`);
    return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
  });
  expect(sizes).toEqual(['192x192', '512x512', '512x512']);
  expect(sizes).toEqual(pngs.map(({ sizes: named }: { sizes: string }) => named));
});

it('its colours are the ground of the light theme, and the page knows that of the dark one', () => {
  const [light, dark] = grounds;
  expect(manifest).toMatchObject({ theme_color: light, background_color: light });
  expect(page).toContain(`<meta name="theme-color" media="(prefers-color-scheme: light)" content="${light}" />`);
  expect(page).toContain(`<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${dark}" />`);
});
