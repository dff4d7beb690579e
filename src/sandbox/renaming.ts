/** A module with another name is the same module: what speaks of it goes on to do so, in the machine and in its history. Pure. */
import { functionNow, type Moved, moduleNow, type Renames } from '../kernel/renaming';
import type { ObjectSpec, WidePatchSpec, WideWorld } from '../kernel/world';
import { type Draft, draftOf, type Row, type Specs } from './draft';
import { put } from './field';

const each = <S>(rows: readonly Row<S>[], change: (spec: S) => S): readonly Row<S>[] =>
  rows.map((row) => ({ ...row, spec: change(row.spec) }));

/** The draft with `to` wherever it speaks of the module `from`. The name of the module itself is the caller's. */
export function spokenOfAs(draft: Draft, from: string, to: string): Draft {
  const renames: Renames = { modules: new Map([[from, to]]), tasks: [] };
  const functions = (all: readonly string[]) => all.map((func) => functionNow(renames, func));
  const object = (spec: ObjectSpec): ObjectSpec => ({ ...spec, name: moduleNow(renames, spec.name) });
  const patch = (spec: WidePatchSpec): WidePatchSpec =>
    put(spec, {
      funcs: functions(spec.funcs),
      missing: spec.missing && functions(spec.missing),
      objects: spec.objects?.map(object),
    });
  return {
    ...draft,
    patches: each(draft.patches, patch),
    targets: each(draft.targets, (spec) =>
      put(spec, {
        kprobe: spec.kprobe && { ...spec.kprobe, object: moduleNow(renames, spec.kprobe.object) },
      }),
    ),
    tasks: each(draft.tasks, (spec) => put(spec, { stack: spec.stack && functions(spec.stack) })),
    symbols: each(draft.symbols, (spec) => ({ ...spec, name: functionNow(renames, spec.name) })),
  };
}

type Rows = Pick<Specs, 'patches' | 'targets' | 'tasks'>;

/** The rows that were there and still are, as they were and as they are. */
const pairs = <L extends keyof Rows>(
  before: Draft,
  after: Draft,
  list: L,
): readonly { readonly was: Rows[L]; readonly is: Rows[L] }[] => {
  const old = new Map((before[list] as readonly Row<Rows[L]>[]).map(({ key, spec }) => [key, spec]));
  return (after[list] as readonly Row<Rows[L]>[]).flatMap(({ key, spec: is }) => {
    const was = old.get(key);
    return was === undefined ? [] : [{ was, is }];
  });
};

/** What has another name, or another thread id, than in the world that the draft was made of. */
export function renamesOf(world: WideWorld, draft: Draft): Renames {
  const before = draftOf(world);
  const named = [...pairs(before, draft, 'patches'), ...pairs(before, draft, 'targets')];
  return {
    modules: new Map(named.flatMap(({ was, is }) => (was.name === is.name ? [] : [[was.name, is.name]]))),
    tasks: pairs(before, draft, 'tasks').flatMap(({ was, is }): Moved[] =>
      was.tid === is.tid ? [] : [{ from: was.tid, to: is.tid, count: Math.min(was.count ?? 1, is.count ?? 1) }],
    ),
  };
}
