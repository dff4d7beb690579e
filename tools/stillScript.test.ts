import { describe, expect, it } from 'vitest';
import { setAside, stillScript } from './stillScript';

const SCRIPT = '<script type="module" crossorigin src="./assets/index.js"></script>';
const NEEDED = '<link rel="modulepreload" crossorigin href="./assets/app.js">';

describe('the page with a still', () => {
  it('has its scripts in a template, where nothing fetches them', () => {
    const page = `<head>\n  <title>A</title>\n  ${SCRIPT}\n  ${NEEDED}\n  <link rel="icon" href="a.svg">\n</head>`;
    expect(setAside(page).replace(/\s+/g, ' ')).toBe(
      `<head> <title>A</title> <link rel="icon" href="a.svg"> <template> ${SCRIPT} ${NEEDED} </template> </head>`,
    );
  });

  it('is refused when it names no script', () => {
    expect(() => setAside('<head></head>')).toThrow('index.html names no script.');
  });

  it('has a script that imports nothing and does not end early', async () => {
    const script = await stillScript();
    expect(script).toContain('.still');
    expect(script).not.toMatch(/\bimport\b|\bexport\b|<\/script/);
  });
});
