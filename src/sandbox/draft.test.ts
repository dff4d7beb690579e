import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { WideTaskSpec, WideWorld } from '../kernel/world';
import { worlds } from '../kernel/worlds.testkit';
import { loadScenario, titles } from '../session/catalogue';
import { readStack } from '../source/readStack';
import {
  addRows,
  type Draft,
  draftOf,
  duplicate,
  LISTS,
  placeOf,
  putBack,
  type Row,
  remove,
  replaceRow,
  settleTids,
  worldOf,
  write,
} from './draft';
import type { FormField } from './field';
import { machineFields, symbolFields, targetFields } from './otherFields';
import { patchFields } from './patchFields';
import { presets } from './presets';
import { taskFields } from './taskFields';

/** Lists that are there and empty say what their absence says. */
const plain = (world: WideWorld): WideWorld =>
  Object.fromEntries(
    Object.entries(world).filter(([name, value]) => name === 'tasks' || !Array.isArray(value) || value.length > 0),
  ) as unknown as WideWorld;

/** What is empty or 0 says as much as what is not there. */
const trimmed = (kernel: unknown): unknown =>
  JSON.parse(JSON.stringify(kernel), (_, value) =>
    value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0) ? undefined : value,
  );

describe('a draft of a world', () => {
  it('describes the same world again, whatever that is', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(worldOf(draftOf(world))).toEqual(plain(world));
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it('describes every scenario and every preset as it is', async () => {
    const scenarios = await Promise.all(titles.map(({ id }) => loadScenario(id)));
    const all = [...scenarios, ...presets].map(({ world }) => world);
    expect(all.length).toBeGreaterThan(60);
    for (const world of all) expect(worldOf(draftOf(world))).toEqual(plain(world));
  });

  it('boots the same after each of its fields has been typed again as it is shown', () => {
    const again = <S>(row: Row<S>, fields: readonly FormField<S>[]): Row<S> =>
      fields
        .filter(({ locked }) => (locked?.(row.spec) ?? null) === null)
        .reduce((typed, { name, show }) => write(typed, fields, name, show(typed.spec)), row);
    const retyped = (draft: Draft): Draft => ({
      ...draft,
      machine: again(draft.machine, machineFields),
      patches: draft.patches.map((row) => again(row, patchFields(''))),
      targets: draft.targets.map((row) => again(row, targetFields)),
      tasks: draft.tasks.map((row) => again(row, taskFields(readStack))),
      symbols: draft.symbols.map((row) => again(row, symbolFields)),
    });
    fc.assert(
      fc.property(worlds, (world) => {
        // A field shows one of the two that decide what an init function returns.
        fc.pre(!world.targets?.some((target) => 'initReturns' in target && 'initReturnsParam' in target));
        const typed = retyped(draftOf(world));
        for (const row of [typed.machine, ...LISTS.flatMap((list): readonly Row<object>[] => typed[list])])
          expect(row.texts).toEqual({});
        expect(trimmed(boot(worldOf(typed)))).toEqual(trimmed(boot(world)));
      }),
      { numRuns: 300, seed: 12 },
    );
  });
});

describe('a row', () => {
  const draft = draftOf({
    tasks: [
      { tid: 1, comm: 'a' },
      { tid: 2, comm: 'b' },
      { tid: 3, comm: 'c' },
    ],
  });
  const commsOf = ({ tasks }: Draft): readonly string[] => tasks.map(({ spec }) => spec.comm);
  const [, second] = draft.tasks;
  if (second === undefined) throw new Error('The draft has three tasks.');

  it('comes back to its place after it was removed, whatever was typed and added since', () => {
    const gone = remove(draft, second.key);
    if (gone === null) throw new Error('It was there.');
    expect(commsOf(gone.draft)).toEqual(['a', 'c']);
    const later = addRows(gone.draft, 'tasks', [{ tid: 9, comm: 'd' }]);
    expect(commsOf(putBack(later, gone.removed))).toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(putBack(later, gone.removed).tasks.map(({ key }) => key)).size).toBe(4);
  });

  it('is duplicated beside itself, with a name or thread ids that nobody has', () => {
    const twice = duplicate(draft, second.key);
    expect(twice?.draft.tasks.map(({ spec }) => [spec.comm, spec.tid])).toEqual([
      ['a', 1],
      ['b', 2],
      ['b', 101],
      ['c', 3],
    ]);
    const patched = draftOf({
      tasks: [],
      patches: [
        { name: 'fix', funcs: ['f'] },
        { name: 'fix_2', funcs: ['f'] },
      ],
    });
    const third = duplicate(patched, patched.patches[0]?.key ?? -1);
    expect(third?.draft.patches.map(({ spec }) => spec.name)).toEqual(['fix', 'fix_3', 'fix_2']);
    expect(placeOf(patched, 99)).toBeNull();
  });

  it('gets other thread ids when it grows into the next one, which keeps its own', () => {
    const fields = taskFields(readStack);
    const crowd: WideTaskSpec = { tid: 101, comm: 'worker', count: 28 };
    const full = draftOf({ tasks: [crowd, { tid: 129, comm: 'postgres' }] });
    const [row] = full.tasks;
    if (row === undefined) throw new Error('It has a task.');
    const grown = settleTids(replaceRow(full, 'tasks', write(row, fields, 'count', '40')), row.key);
    expect(worldOf(grown).tasks).toEqual([
      { tid: 201, comm: 'worker', count: 40 },
      { tid: 129, comm: 'postgres' },
    ]);
  });

  it('keeps what cannot be read as it was typed, and the specification as it was', () => {
    const fields = taskFields(readStack);
    const typed = write(second, fields, 'count', 'many');
    expect(typed).toMatchObject({ spec: second.spec, texts: { count: 'many' } });
    expect(write(typed, fields, 'comm', 'bash').texts).toEqual({ count: 'many' });
    expect(write(typed, fields, 'count', '3')).toMatchObject({ spec: { count: 3 }, texts: {} });
  });
});
