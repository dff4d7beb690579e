/** Does what a remark suggests. Pure. */

import type { TargetSpec } from '../kernel/world';
import type { Remark } from '../kernel/worldRemarks';
import { addRows, type Draft, replaceRow } from './draft';
import type { Said } from './draftProblems';
import { put } from './field';

/** What the button beside the remark says. */
export function suggestion({ instead }: Remark): string | null {
  if (instead === undefined) return null;
  if (instead.is === 'frame') return `Make it ${instead.frame}`;
  if (instead.is === 'module') return `Add the module ${instead.name}`;
  return instead.is === 'loaded' ? `Load ${instead.module} at boot` : `Add ${instead.func} to ${instead.module}`;
}

/** What is to be said below a field: a remark as a sentence, and what would mend something once, however often it is found. */
export function offersOf(said: readonly Said[]): readonly { readonly says: string | null; readonly remark?: Remark }[] {
  const seen = new Set<string>();
  const isNew = (text: string): boolean => !seen.has(text) && seen.add(text).has(text);
  return said.flatMap(({ says, level, remark }) => {
    const what = remark === undefined ? null : suggestion(remark);
    // What is wrong stands at the field itself.
    const sentence = level === 'remark' && isNew(says) ? says : null;
    const button = what !== null && isNew(what) ? remark : undefined;
    return sentence === null && button === undefined ? [] : [{ says: sentence, ...(button && { remark: button }) }];
  });
}

/** The draft as the remark would have it. */
export function follow(draft: Draft, { instead }: Remark): Draft {
  if (instead === undefined) return draft;
  if (instead.is === 'module') return addRows(draft, 'targets', [{ name: instead.name, functions: instead.functions }]);
  if (instead.is === 'function' || instead.is === 'loaded') {
    const row = draft.targets.find(({ spec }) => spec.name === instead.module);
    if (row === undefined) return draft;
    const spec =
      instead.is === 'loaded'
        ? put<TargetSpec>(row.spec, { loaded: undefined })
        : { ...row.spec, functions: [...row.spec.functions, instead.func] };
    return replaceRow(draft, 'targets', { ...row, spec, texts: {} });
  }
  const row = draft.tasks[instead.task];
  if (row?.spec.stack === undefined) return draft;
  const stack = row.spec.stack.with(instead.index, instead.frame);
  const { stack: _, ...texts } = row.texts;
  return replaceRow(draft, 'tasks', { ...row, spec: { ...row.spec, stack }, texts });
}
