import { describe, expect, it, vi } from 'vitest';
import type { WideWorld } from '../kernel/world';
import { fakeStorage, forbiddenStorage } from '../session/session.testkit';
import { worldOf } from './draft';
import { saidOf } from './draftProblems';
import { add, type Editing, opened, removeRow, takeBack, type } from './editing';
import { fields } from './fields.testkit';
import { DRAFT_KEY, openedOn, unsavedDraft } from './left';
import { typeCode } from './typedCode';

const own: WideWorld = { cpus: 4, tasks: [{ tid: 1, comm: 'systemd' }] };
const typed = add(opened(own, { is: 'change' }), 'kthread');
const commsOf = ({ draft }: Editing): readonly string[] => worldOf(draft).tasks.map(({ comm }) => comm);

it('opens on the row that is asked for, else on the last one, else on the first', () => {
  const many: WideWorld = {
    cpus: 1,
    tasks: [
      { tid: 1, comm: 'a' },
      { tid: 2, comm: 'b' },
      { tid: 3, comm: 'c' },
    ],
  };
  const at = (index: number) => ({ list: 'tasks', index }) as const;
  const comm = ({ draft, selected }: Editing) => draft.tasks.find(({ key }) => key === selected)?.spec.comm;
  expect(comm(openedOn(many, null))).toBe('a');
  expect(comm(openedOn(many, null, null, at(1)))).toBe('b');
  expect(comm(openedOn(many, null, at(2), at(1)))).toBe('c');
  const cpus = openedOn(many, null, { list: null, index: 0 }, at(1));
  expect(cpus.selected).toBe(cpus.draft.machine.key);
});

describe('what was typed and not opened', () => {
  it('is what the same world opens with, and the way back to the world is offered', () => {
    const again = openedOn(own, { editing: typed, about: own });
    expect(commsOf(again)).toEqual(['systemd', 'kworker/0:1']);
    expect(again.undo?.label).toBe('Begin anew');
    expect(commsOf(takeBack(again))).toEqual(['systemd']);
  });

  it('is offered where another world is on the screen', () => {
    const other = openedOn({ tasks: [] }, { editing: typed, about: own });
    expect(commsOf(other)).toEqual([]);
    expect(other.undo?.label).toBe('Take it up again');
    expect(commsOf(takeBack(other))).toEqual(['systemd', 'kworker/0:1']);
  });

  it('changes no other machine than the one that it was to change', () => {
    expect(openedOn(null, { editing: typed, about: null }).aim).toEqual({ is: 'open', events: [] });
  });

  it('is shown at the row that is asked for, if it is still there', () => {
    const left = { editing: typed, about: own };
    const [systemd, kworker] = typed.draft.tasks;
    expect(openedOn(own, left).selected).toBe(kworker?.key);
    expect(openedOn(own, left, { list: 'tasks', index: 0 }).selected).toBe(systemd?.key);
    const gone = { editing: removeRow(typed, systemd?.key ?? 0), about: own };
    expect(openedOn(own, gone, { list: 'tasks', index: 0 }).selected).toBe(kworker?.key);
  });

  it('is there after the page was loaded again, and gone once it is opened', async () => {
    const storage = fakeStorage();
    unsavedDraft.set(storage, { editing: typed, about: own });
    unsavedDraft.flush();
    vi.resetModules();
    const { unsavedDraft: later, openedOn: openedLater } = await import('./left');
    expect(commsOf(openedLater(own, later.get(storage)))).toEqual(['systemd', 'kworker/0:1']);
    expect(openedLater(own, later.get(storage)).aim).toEqual({ is: 'change' });
    later.set(storage, null);
    expect(later.get(storage)).toBeNull();
    expect(storage.read(DRAFT_KEY)).toBeNull();
  });

  it('is written once however many keys are pressed in a row, and at once when it is opened', () => {
    vi.useFakeTimers();
    const storage = fakeStorage();
    const write = vi.spyOn(storage, 'write');
    for (let key = 0; key < 20; key += 1) {
      unsavedDraft.set(storage, { editing: typed, about: own });
      vi.advanceTimersByTime(10);
    }
    expect(write).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(write).toHaveBeenCalledTimes(1);
    unsavedDraft.set(storage, { editing: typed, about: own });
    unsavedDraft.set(storage, null);
    expect(storage.read(DRAFT_KEY)).toBeNull();
    vi.runAllTimers();
    expect(write).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });

  it('keeps what cannot be read, in fields, in C and in the field for pasted text', async () => {
    const patch = opened({ tasks: [], patches: [{ name: 'fix', version: 1, funcs: ['f'] }] });
    const key = patch.draft.patches[0]?.key ?? 0;
    const unread = typeCode(patch, fields.patches, key, 'no C at all', { patches: [], guesses: [], problems: [] });
    const odd = type(unread, fields, key, 'version', 'seven');
    const storage = fakeStorage();
    unsavedDraft.set(storage, { editing: { ...odd, given: { text: 'Dear list' } }, about: null });
    unsavedDraft.flush();
    vi.resetModules();
    const { unsavedDraft: later } = await import('./left');
    const { draft, given } = later.get(storage)?.editing ?? opened({ tasks: [] });
    expect(given).toEqual({ text: 'Dear list' });
    expect(draft.patches[0]?.texts).toEqual({ version: 'seven' });
    expect(draft.patches[0]?.code?.text).toBe('no C at all');
    expect(saidOf(draft, fields).map(({ field, level }) => [field, level])).toEqual([
      ['code', 'problem'],
      ['version', 'problem'],
    ]);
  });

  it.each(['', '{', 'null', '[]', '{"world":{"tasks":9}}', 'x'.repeat(1000)])(
    'is nothing when it is damaged: %s',
    async (text) => {
      vi.resetModules();
      const { unsavedDraft: later } = await import('./left');
      expect(later.get(fakeStorage(new Map([[DRAFT_KEY, text]])))).toBeNull();
      expect(later.get(forbiddenStorage)).toBeNull();
    },
  );
});
