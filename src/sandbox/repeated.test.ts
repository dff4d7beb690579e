/** What is said again beside the way out of the editor. */
import { expect, it } from 'vitest';
import type { WideWorld } from '../kernel/world';
import { draftOf } from './draft';
import { namedWords, remarkToRepeat, saidOf } from './draftProblems';
import { fields } from './fields.testkit';

it('repeats beside the way out what was probably meant, wherever it stands, and else the first out of sight', () => {
  const of = (given: WideWorld) => {
    const draft = draftOf(given);
    const again = (selected: number | undefined) => remarkToRepeat(saidOf(draft, fields), selected ?? null)?.says;
    return [again(draft.tasks[0]?.key), again(draft.patches[0]?.key)];
  };
  const tasks = [{ tid: 1, comm: 'a', stack: ['f_1'] }];
  const targets = [{ name: 'm', functions: ['f_1'] }];
  const meant = 'f_1 is here a function of the kernel itself, and p replaces m:f_1.';
  expect(of({ tasks, targets, patches: [{ name: 'p', funcs: ['m:f_1'] }] })).toEqual([meant, meant]);
  expect(of({ tasks, patches: [{ name: 'p', funcs: [] }] })).toEqual(['It replaces no function.', undefined]);
});

it('what is repeated names its row, unless the sentence does', () => {
  const of = (given: WideWorld) => {
    const draft = draftOf(given);
    return saidOf(draft, fields).map((said) => namedWords(draft, said));
  };
  expect(of({ tasks: [], patches: [{ name: 'fix', funcs: [] }] })).toEqual(['fix: It replaces no function.']);
  expect(of({ tasks: [], patches: [{ name: 'test_klp_version_1', funcs: ['f'] }] })).toEqual([
    'The library has a module test_klp_version_1, too; this one takes its place.',
  ]);
  expect(of({ cpus: 1, tasks: [{ tid: 1, comm: 'a', count: 2, where: 'user' }] })).toEqual([
    'a × 2: A CPU runs one task at a time, so these 2 boot one on CPU 0 and one runnable.',
    '2 tasks want to be on a CPU and there is one: the rest are runnable.',
  ]);
});
