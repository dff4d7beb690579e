/** `npx tsx tools/icons.ts`: draws the icons of the web manifest from `public/favicon.svg`. Run it when that has changed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { ensureChromium, launchArgs } from './chromium';

/** The ground of the favicon, drawn to the edge where a system cuts icons into its own shape. */
const GROUND = '#12263a';

const ICONS = [
  { file: 'icon-192.png', pixels: 192, cut: false },
  { file: 'icon-512.png', pixels: 512, cut: false },
  { file: 'icon-maskable-512.png', pixels: 512, cut: true },
  { file: 'apple-touch-icon.png', pixels: 180, cut: true },
] as const;

const svg = `data:image/svg+xml,${encodeURIComponent(readFileSync('public/favicon.svg', 'utf8'))}`;
const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: launchArgs });
mkdirSync('public/icons', { recursive: true });
for (const { file, pixels, cut } of ICONS) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  // Four fifths are safe from every shape.
  const size = cut ? Math.round(pixels * 0.8) : pixels;
  const ground = cut ? GROUND : 'transparent';
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">` +
      `<img src="${svg}" width="${size}" height="${size}" alt="">`,
  );
  writeFileSync(`public/icons/${file}`, await page.screenshot({ omitBackground: !cut }));
  await page.close();
}
await browser.close();
