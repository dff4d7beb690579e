import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSource, twins, violations } from './architecture';
import { filesIn } from './imports';

const tableText = readFileSync('tools/architecture.ts', 'utf8');
const lane = { path: 'src/panels/tasks/Lane.tsx', text: '' };
const check = (path: string, text: string) => violations([{ path, text }, lane], tableText);

describe('the import table', () => {
  const sources = filesIn('src')
    .filter(isSource)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

  it('finds the sources', () => {
    expect(sources.map(({ path }) => path)).toContain('src/kernel/model.ts');
  });

  it('has no two files whose names differ only in the case of their letters', () => {
    expect(twins(sources.map(({ path }) => path))).toEqual([]);
    expect(twins(['src/a/details.ts', 'src/a/Details.tsx', 'src/a/other.ts'])).toEqual([
      ['src/a/details.ts', 'src/a/Details.tsx'],
    ]);
  });

  it('holds for every file under src', () => {
    expect(violations(sources, tableText)).toEqual([]);
  });
});

describe('an import that the table does not allow', () => {
  it('is named with its file, line and the line of the table to edit', () => {
    const [message] = check('src/kernel/loading.ts', "import './model';\nimport { createMachine } from 'xstate';\n");
    expect(message).toMatch(
      /^src\/kernel\/loading\.ts:2 imports 'xstate': 'kernel' may not import the package 'xstate'\. To allow it, edit the row 'kernel': tools\/architecture\.ts:\d+\.$/,
    );
    const line = Number(message?.match(/(\d+)\.$/)?.[1]);
    expect(tableText.split('\n')[line - 1]).toContain("folder: 'kernel'");
  });

  it.each([
    ['a rule that looks at the trace', 'src/kernel/loading.ts', "import { run } from '../trace/trace';"],
    ['a lazy import', 'src/kernel/loading.ts', "const later = () => import('../app/App');"],
    ['a re-export', 'src/scenarios/index.ts', "export * from '../viewer/store';"],
    ['an inline type import', 'src/kernel/model.ts', "type T = import('../trace/trace').Trace;"],
    ['a glob', 'src/kernel/all.ts', "const all = import.meta.glob('../scenarios/*.ts');"],
    ['a value where only types may come from', 'src/link/link.ts', "import { run } from '../trace/trace';"],
    ['a value beside a type', 'src/link/link.ts', "import { type Trace, run } from '../trace/trace';"],
    ['a value of what may only be fetched', 'src/app/App.tsx', "import { Presenter } from '../talk/Presenter';"],
    ['React in words that a test reads', 'src/panels/tasks/order.ts', "import { useState } from 'react';"],
    ['a component in them', 'src/panels/tasks/order.ts', "import { Lane } from './Lane';"],
    ['one file of a folder where another is allowed', 'src/dmesg/dmesg.ts', "import { step } from '../chart/step';"],
    ['a package for the terminal in the app', 'src/app/App.tsx', "import { readFileSync } from 'node:fs';"],
    ['a package whose name begins alike', 'src/app/App.tsx', "import x from 'react-dom-extras';"],
    ['a way out of src', 'src/viewer/store.ts', "import { table } from '../../tools/architecture';"],
    ['what tests share', 'src/kernel/loading.ts', "import { F } from './kernel.testkit';"],
    ['a folder that no row names', 'src/utils/misc.ts', 'export const a = 1;'],
  ])('is refused: %s', (_, path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it.each([
    ['its own folder', 'src/kernel/policies/rfc2019.ts', "import { queries } from '../queries';"],
    ['a folder below', 'src/trace/trace.ts', "import { step } from '../chart/step';"],
    ['what may only be fetched', 'src/app/App.tsx', "lazy(() => import('../talk/Presenter'));"],
    ['React in a hook', 'src/panels/tasks/useRoom.ts', "import { useState } from 'react';"],
    ['a type', 'src/app/App.tsx', "import type { Trace } from '../trace/trace';"],
    ['an inline type', 'src/app/App.tsx', "import { type Trace } from '../trace/trace';"],
    ['a part of a package', 'src/page.tsx', "import { createRoot } from 'react-dom/client';"],
    ['its own style', 'src/app/App.tsx', "import styles from './app.module.css';"],
  ])('is not: %s', (_, path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
