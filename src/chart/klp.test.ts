/** What the compiler must refuse in a phase file. Each line that it should not accept is an error when it does. */
import { describe, expect, test } from 'vitest';
import { klp, refuse } from './klp';

const meta = { source: 'kernel/livepatch/core.c' };
const says = { description: 'A test.', meta };

describe('a phase with a wrong name in it does not compile', () => {
  test('an update, report, guard, target, event or key that is none', () => {
    const wrong = [
      // @ts-expect-error no such update or report
      klp.createStateConfig({ ...says, always: [{ ...says, actions: ['noSuchAction'] }] }),
      // @ts-expect-error no such rule or condition
      klp.createStateConfig({ ...says, always: [{ ...says, guard: 'noSuchGuard' }] }),
      // @ts-expect-error no such phase
      klp.createStateConfig({ ...says, always: [{ ...says, target: 'noSuchPhase' }] }),
      // @ts-expect-error no such id
      klp.createStateConfig({ ...says, always: [{ ...says, target: '#noSuchPhase' }] }),
      // @ts-expect-error no such event
      klp.createStateConfig({ ...says, on: { 'no.such.event': [says] } }),
      // @ts-expect-error a misspelt key of an edge
      klp.createStateConfig({ ...says, always: [{ ...says, guardd: 'isLivepatch' }] }),
      // @ts-expect-error a misspelt key of a state
      klp.createStateConfig({ ...says, alwayss: [] }),
      // @ts-expect-error no such state
      klp.createStateConfig({ ...says, states: { noSuchState: says } }),
      // @ts-expect-error a source is missing
      klp.createStateConfig({ ...says, always: [{ description: 'A test.' }] }),
      // @ts-expect-error a description is missing
      klp.createStateConfig({ ...says, always: [{ meta }] }),
      // @ts-expect-error no such rule
      refuse('noSuchRule', 'kernel/livepatch/core.c'),
      // @ts-expect-error a condition is no rule
      refuse('isLivepatch', 'kernel/livepatch/core.c'),
      // @ts-expect-error no such update
      refuse('versionNotNewer', 'kernel/livepatch/core.c', { actions: ['noSuchAction'] }),
    ];
    expect(wrong).toHaveLength(13);
  });

  test('while the right names do', () => {
    const edge = {
      ...says,
      guard: 'isLivepatch',
      target: '#return',
      actions: ['tellTainting', 'taintKernel'],
    } as const;
    expect(klp.createStateConfig({ ...says, on: { insmod: [edge] } }).on?.insmod).toEqual([edge]);
  });

  test('a target that is no sibling, or no state, is found when the machine is made', () => {
    const machine = (target: 'do_idle' | '#do_idle') => () =>
      klp.createMachine({
        context: { kernel: structuredClone({}) as never },
        initial: 'idle',
        states: { idle: { always: [{ ...says, target }] } },
      });
    expect(machine('do_idle')).toThrow(/do_idle/);
    expect(machine('#do_idle')).toThrow(/do_idle/);
  });
});
