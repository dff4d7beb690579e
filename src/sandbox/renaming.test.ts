import { describe, expect, it, vi } from 'vitest';
import type { WideWorld } from '../kernel/world';
import { fakeStorage } from '../session/session.testkit';
import { worldOf } from './draft';
import { add, duplicateRow, type Editing, opened, removeRow, type } from './editing';
import { fields } from './fields.testkit';
import { openedOn, unsavedDraft } from './left';
import { renamesOf } from './renaming';

const world: WideWorld = {
  cpus: 2,
  patches: [{ name: 'fix', funcs: ['ext4:sync', 'show'], objects: [{ name: 'ext4', callbacks: {} }] }],
  targets: [
    { name: 'ext4', functions: ['sync'] },
    { name: 'probe', functions: [], kprobe: { object: 'ext4', func: 'sync', postHandlerParam: 'p' } },
  ],
  tasks: [
    { tid: 101, comm: 'worker', count: 50 },
    { tid: 201, comm: 'db', stack: ['ext4:sync', 'vfs_fsync'] },
  ],
  symbols: [{ name: 'ext4:sync', times: 2 }],
};

/** Each text as it stands in the field after a key was pressed. */
const typing = (editing: Editing, key: number, field: string, ...texts: readonly string[]): Editing =>
  texts.reduce((now, text) => type(now, fields, key, field, text), editing);

const [FIX, EXT4, WORKER, SYMBOL, NEXT] = [1, 2, 4, 6, 7];
const begun = opened(world, { is: 'change' });

const renamed = ({ from, draft }: Editing) => {
  const { modules, tasks } = renamesOf(from, draft);
  return { modules: [...modules], tasks };
};

describe('a module that gets another name', () => {
  it('is spoken of by it, wherever the machine does', () => {
    const editing = typing(begun, EXT4, 'name', 'ext', '', 'x', 'xf', 'xfs');
    expect(worldOf(editing.draft)).toEqual(JSON.parse(JSON.stringify(world).replaceAll('ext4', 'xfs')));
    expect(renamed(editing)).toEqual({ modules: [['ext4', 'xfs']], tasks: [] });
  });

  it('is the same again when its name comes back', () => {
    const editing = typing(begun, EXT4, 'name', 'xfs', 'ext4');
    expect(worldOf(editing.draft)).toEqual(world);
    expect(renamed(editing)).toEqual({ modules: [], tasks: [] });
  });

  it.each(['probe', 'fix', 'vmlinux'])('takes nothing from %s, whose name is typed on the way', (other) => {
    const editing = typing(begun, EXT4, 'name', other);
    expect(worldOf(editing.draft).tasks).toEqual(world.tasks);
    const after = typing(editing, EXT4, 'name', `${other}2`);
    expect(worldOf(after.draft)).toEqual(JSON.parse(JSON.stringify(world).replaceAll('ext4', `${other}2`)));
  });

  it('takes nothing along that speaks of another of its name', () => {
    const twice = typing(add(begun, 'module'), NEXT, 'name', 'ext4');
    expect(worldOf(typing(twice, EXT4, 'name', 'ext4b').draft).tasks).toEqual(world.tasks);
  });

  it('is a livepatch, too', () => {
    expect(renamed(typing(begun, FIX, 'name', 'f', 'fi', 'fix_2'))).toEqual({ modules: [['fix', 'fix_2']], tasks: [] });
  });

  it('is none when it is another one', () => {
    const gone = typing(removeRow(begun, EXT4), FIX, 'name', 'ext4');
    expect(renamed(gone)).toEqual({ modules: [['fix', 'ext4']], tasks: [] });
    expect(renamed(typing(duplicateRow(begun, EXT4), NEXT, 'name', 'other'))).toEqual({ modules: [], tasks: [] });
  });
});

it('a group of tasks that has other thread ids, or had to get others, is known', () => {
  expect(renamed(typing(begun, WORKER, 'tid', '5001'))).toEqual({
    modules: [],
    tasks: [{ from: 101, to: 5001, count: 50 }],
  });
  expect(renamed(typing(begun, WORKER, 'count', '150')).tasks).toEqual([{ from: 101, to: 301, count: 50 }]);
});

it('what was renamed is known after the page was loaded again, and a row that came since is none of them', async () => {
  const storage = fakeStorage();
  const editing = typing(removeRow(begun, SYMBOL), EXT4, 'name', 'xfs');
  unsavedDraft.set(storage, { editing, about: world });
  unsavedDraft.flush();
  vi.resetModules();
  const { unsavedDraft: later } = await import('./left');
  const again = openedOn(world, later.get(storage));
  expect(renamed(again)).toEqual({ modules: [['ext4', 'xfs']], tasks: [] });
  expect(renamed(add(again, 'symbol'))).toEqual({ modules: [['ext4', 'xfs']], tasks: [] });
});
