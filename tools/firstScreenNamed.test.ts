import { describe, expect, it } from 'vitest';
import { behindTheFirst } from './firstScreenNamed';

describe('what Vite fetches later', () => {
  it('is put at the end of the page, behind the style sheet of the first screen', () => {
    expect(behindTheFirst('a(); document.head.appendChild(link); b();')).toBe(
      'a(); document.body.appendChild(link); b();',
    );
  });

  it('is missed when Vite does it in another way', () => {
    expect(() => behindTheFirst('document.head.append(link)')).toThrow('does not put style sheets where it used to');
  });
});
