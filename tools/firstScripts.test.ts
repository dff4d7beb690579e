import { describe, expect, it } from 'vitest';
import { type Bundle, firstScripts } from './firstScripts';

const chunk = (
  fileName: string,
  moduleIds: readonly string[],
  imports: readonly string[],
  dynamicImports: readonly string[],
) => ({
  type: 'chunk',
  fileName,
  moduleIds,
  imports,
  dynamicImports,
});

const bundle = {
  'index.js': chunk('index.js', ['/src/main.tsx'], [], ['app.js']),
  'app.js': chunk('app.js', ['/src/page.tsx'], ['core.js'], ['help.js']),
  'core.js': chunk('core.js', ['/src/trace/trace.ts'], ['app.js'], []),
  'help.js': chunk('help.js', ['/src/help/Help.tsx'], ['core.js'], []),
} as unknown as Bundle;

describe('the scripts of the first screen', () => {
  it('are that of the page and what it imports at once', () => {
    expect(firstScripts(bundle).map(({ fileName }) => fileName)).toEqual(['app.js', 'core.js']);
  });

  it('are missed when there is none', () => {
    expect(() => firstScripts({})).toThrow('There is no chunk of /src/page.tsx.');
  });
});
