import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backwards, isSource, pointingUp, table, twins, violations } from './architecture';
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

describe('the order of the table', () => {
  const [list] = readFileSync('README.md', 'utf8').match(/(?<=## How it is built\n\n```\nsrc\/\n).*?(?=```)/s) ?? [];

  it('puts above a row whatever the row may import, but for what is named', () => {
    expect(pointingUp(table)).toEqual(Object.keys(backwards));
  });

  it('finds an arrow that points up', () => {
    const row = { values: [], packages: [] };
    expect(
      pointingUp([
        { ...row, folder: 'a', values: ['b/c'], types: ['d'] },
        { ...row, folder: 'b' },
      ]),
    ).toEqual(['a → b/c', 'a → d']);
  });

  it('is that of the README’s list', () => {
    const tops = table.map(({ folder }) => folder).filter((folder) => !/\/|^(main|page)$/.test(folder));
    const named = (list ?? '')
      .split('\n')
      .flatMap((line) => line.match(/^ {2}((?:\w+\/ *)+)/)?.[1]?.split(/\/ */) ?? []);
    expect(named.filter((name) => name !== '')).toEqual(tops);
  });

  it('has the exceptions that the README names', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(Object.keys(backwards).filter((arrow) => !readme.includes(`\`${arrow}\``))).toEqual([]);
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
    ['a store as a hook in them', 'src/talk/talkClock.ts', "import { createStore } from 'zustand';"],
    ['a chart as a hook in them', 'src/session/player.ts', "import { useSelector } from '@xstate/react';"],
    ['rows that follow the window in them', 'src/panels/log/rows.ts', "import '@tanstack/react-virtual';"],
    ['what stands beside a file with a row of its own', 'src/export/figure/svg.ts', "import '../story';"],
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
    ['a file of its own folder with a row of its own', 'src/export/story.ts', "import './figure/svg';"],
    ['a store without React', 'src/talk/talkClock.ts', "import { createStore } from 'zustand/vanilla';"],
    ['React in a hook', 'src/panels/tasks/useRoom.ts', "import { useState } from 'react';"],
    ['a type', 'src/app/App.tsx', "import type { Trace } from '../trace/trace';"],
    ['an inline type', 'src/app/App.tsx', "import { type Trace } from '../trace/trace';"],
    ['a part of a package', 'src/page.tsx', "import { createRoot } from 'react-dom/client';"],
    ['its own style', 'src/app/App.tsx', "import styles from './app.module.css';"],
  ])('is not: %s', (_, path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
