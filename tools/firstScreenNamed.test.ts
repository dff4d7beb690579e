import { describe, expect, it } from 'vitest';
import { fitted } from './firstScreenNamed';

const ASKS = [
  'const scriptRel = (function detect() { return `preload`; })();const assetsURL = 1;',
  'const cspNonceMeta = document.querySelector("meta");',
  'const cspNonce = cspNonceMeta?.nonce || cspNonceMeta?.getAttribute("nonce");',
  'if (cspNonce) link.setAttribute("nonce", cspNonce);',
  'if (import.meta.resolve) return new URL(import.meta.resolve(file));',
  'document.head.appendChild(link);',
];

describe('what Vite fetches later', () => {
  it('is put at the end of the page, behind the style sheet of the first screen, and is asked for in few words', () => {
    expect(fitted(ASKS.join(' '))).toBe(
      "const scriptRel = '';const assetsURL = 1;    document.body.appendChild(link);",
    );
  });

  it.each(ASKS)('is missed when Vite no longer writes %s', (gone) => {
    expect(() => fitted(ASKS.filter((each) => each !== gone).join(' '))).toThrow('is not written as it used to be');
  });
});
