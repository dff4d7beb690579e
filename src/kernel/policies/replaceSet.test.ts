/** Replace sets, sentence by sentence. Expected values come from the texts, not from a run. */
import { describe, expect, test } from 'vitest';
import type { Step } from '../../trace/trace';
import { onStack } from '../kernel.testkit';
import { functionOfAnotherSet } from '../replaceSets';
import type { PatchSpec, World } from '../world';
import { check, played, type Row } from './policies.testkit';

const [A, B, C] = ['meminfo_proc_show', 'cmdline_proc_show', 'version_proc_show'] as const;
const patch = (name: string, replaceSet: number, funcs: readonly string[], rest: Partial<PatchSpec> = {}) => ({
  name,
  ...(replaceSet === 0 ? {} : { replaceSet }),
  funcs,
  ...rest,
});
const state = (id: number, version: number) => ({ states: [{ id, version }] });

const world: World = {
  cpus: 1,
  tasks: [{ tid: 101, comm: 'bash' }],
  patches: [
    patch('zero', 0, [A]),
    patch('zero_next', 0, [B]),
    patch('zero_flag', 0, [B], { replace: true }),
    patch('one', 1, [A, B], state(1, 2)),
    patch('one_next', 1, [A], state(1, 2)),
    patch('one_older', 1, [A], state(1, 1)),
    patch('one_stateless', 1, [A]),
    patch('one_more', 1, [A, 'loadavg_proc_show'], {
      states: [
        { id: 1, version: 3 },
        { id: 2, version: 1 },
      ],
    }),
    patch('two', 2, [C], state(7, 1)),
    patch('two_next', 2, [C], state(7, 2)),
    patch('two_state', 2, [C], state(1, 9)),
    patch('two_func', 2, [B], state(8, 1)),
    patch('two_sympos_1', 2, [`${A},1`]),
    patch('two_module', 2, [`test_klp_mod_target:${A}`]),
  ],
};
/** Only force completes a transition here. */
const stuck: World = { ...world, tasks: [{ tid: 101, comm: 'odd', kind: 'kthread', reliable: false }] };

/** A name that stands twice in the symbol table must be given with its position. */
const twice: World = { ...world, patches: [patch('zero_1', 0, [`${A},1`]), patch('two_2', 2, [`${A},2`])] };

const states = 'EINVAL setStatesNotCompatible';
const stateTaken = 'EINVAL stateOfAnotherSet';
const functionTaken = 'EINVAL functionOfAnotherSet';
const patchOf = ({ kernel }: Step, name: string) => kernel.patches.find((each) => each.name === name);

/** Another world than the one of the other policies; several tests need both names and sets. */
const inSets = (row: Row): void => check('replace-set')({ where: world, ...row });

describe('a patch in a replace set', () => {
  test.each<Row>([
    {
      says: 'is in set 0 when it names none, and the next one of it replaces it',
      script: 'load zero, load zero_next',
      enabled: 'zero_next',
    },
    {
      says: 'replaces the patch with the same number and no other',
      script: 'load two, load one, load one_next',
      enabled: 'two one_next',
    },
    {
      says: 'is cumulative without the replace flag, and with it only within its set',
      script: 'load two, load zero_flag',
      enabled: 'two zero_flag',
    },
    { says: 'may be disabled', script: 'load one, 0 one', enabled: '' },
    {
      says: 'leaves an empty set behind when it is disabled, in which anything loads',
      script: 'load one, 0 one, load one_stateless',
      enabled: 'one_stateless',
    },
    {
      says: 'may be reversed while it replaces; the one before it goes on',
      script: 'load one, force one, attempt, load one_next, 0 one_next, force one_next, attempt',
      where: stuck,
      enabled: 'one',
    },
  ])('$says', inSets);

  test.each<Row>([
    { says: 'is not asked for the RFC’s version', script: 'load v5, load v1', enabled: 'v1', counter: 0 },
    { says: 'is not asked for the RFC’s sticky flag', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
    { says: 'is not asked for block_disable', script: 'load blocked, 0 blocked', enabled: '' },
  ])('$says', check('replace-set'));

  test('adds nops only for the functions of the one it replaces', () => {
    const replacing = 'load two, force two, attempt, load one, force one, attempt, load one_next';
    const during = played(replacing, 'replace-set', stuck);
    expect([onStack(during, A), onStack(during, B), onStack(during, C)]).toEqual([
      'one_next one',
      'nop:one_next one',
      'two',
    ]);
    const after = played(`${replacing}, force one_next, attempt`, 'replace-set', stuck);
    expect([onStack(after, A), onStack(after, B), onStack(after, C)]).toEqual(['one_next', '', 'two']);
  });

  test('is marked forced only by a forced transition of its own set', () => {
    const script = 'load two, force two, attempt, load one, force one, attempt, load one_next, force one_next';
    const step = played(script, 'replace-set', stuck);
    expect(['two', 'one', 'one_next'].map((name) => patchOf(step, name)?.forced)).toEqual([false, true, false]);
  });
});

describe('within a replace set, on load', () => {
  test.each<Row>([
    {
      says: 'a lower version of a state is refused',
      script: 'load one, load one_older',
      verdict: states,
      enabled: 'one',
    },
    { says: 'a state that is not listed is refused', script: 'load one, load one_stateless', verdict: states },
    { says: 'an equal version is taken over', script: 'load one, load one_next', enabled: 'one_next' },
    { says: 'a higher version is taken over', script: 'load one, load one_more', enabled: 'one_more' },
    {
      says: 'the states are asked before the running transition: -EINVAL wins over -EBUSY',
      script: 'load one, load one_older',
      where: stuck,
      verdict: states,
    },
    {
      says: 'a compatible one during a transition is -EBUSY',
      script: 'load one, load one_next',
      where: stuck,
      verdict: 'EBUSY transitionInProgress',
    },
    {
      says: 'the states of a patch on its way out count too',
      script: 'load one, force one, attempt, 0 one, load one_older',
      where: stuck,
      verdict: states,
    },
  ])('$says', inSets);
});

describe('between replace sets, on load', () => {
  test.each<Row>([
    {
      says: 'a state id of another set is refused, whatever its version',
      script: 'load one, load two_state',
      verdict: stateTaken,
      enabled: 'one',
    },
    { says: 'a function of another set is refused', script: 'load one, load two_func', verdict: functionTaken },
    { says: 'different states and functions live side by side', script: 'load one, load two', enabled: 'one two' },
    { says: 'sympos 0 and 1 are the same function', script: 'load zero, load two_sympos_1', verdict: functionTaken },
    { says: 'sympos 2 is another function', script: 'load zero_1, load two_2', where: twice, enabled: 'zero_1 two_2' },
    {
      says: 'the same name in another object is another function',
      script: 'load zero, load two_module',
      enabled: 'zero two_module',
    },
    {
      says: 'a function of a patch that has been replaced is free again',
      script: 'load one, load one_next, load two_func',
      enabled: 'one_next two_func',
    },
    {
      says: 'while it is being replaced it is not: -EINVAL wins over -EBUSY',
      script: 'load one, force one, attempt, load one_next, load two_func',
      where: stuck,
      verdict: functionTaken,
    },
    {
      says: 'set 0 is a set like any other',
      script: 'load one, load zero',
      verdict: functionTaken,
    },
    {
      says: 'the states of the own set are asked first, then the state ids of others, then the functions',
      script: 'load one, load two, load two_state',
      verdict: states,
    },
  ])('$says', inSets);

  test('nops of a running transition count, and name the patch they belong to', () => {
    const { kernel } = played('load one, force one, attempt, load one_next', 'replace-set', stuck);
    const onlyNops = { ...kernel, patches: kernel.patches.filter(({ name }) => name === 'one_next') };
    const answer = functionOfAnotherSet(onlyNops, { type: 'insmod', module: 'two_func' });
    expect(answer.refused && answer.because).toBe(
      `two_func is in set 2, and ${B}() in vmlinux belongs to one_next of set 1.`,
    );
  });
});
