import { describe, expect, it } from 'vitest';
import { keepTold } from '../mine/editing';
import type { Scenario } from '../scenarios/scenario';
import { atHand } from '../session/fetched.testkit';
import * as kept from '../session/kept';
import { createMine } from '../session/mine';
import { fakeStorage, small } from '../session/session.testkit';
import { bothWrote, storedOf, withChangesOf, withHeard, withLaterSteps, withStored, withUnheard } from './together';
import { withWords } from './told';

describe('two tabs that write into one scenario', () => {
  const says = withWords(small, 1, { says: 'Look.' });

  it('keep what each of them wrote: another field of a step, another step, the title', () => {
    const mine = withWords({ ...small, opening: 'Mine.' }, 1, { notes: 'Slowly.' });
    const stored = withWords({ ...says, title: 'Theirs' }, 2, { ask: 'counter', look: { panel: 'Why' } });
    const both = withStored(small, stored, mine);
    expect(both).toEqual(withWords({ ...stored, opening: 'Mine.' }, 1, { notes: 'Slowly.' }));
  });

  it('need not have its fields in one order', () => {
    const world = Object.fromEntries(Object.entries(small.world).reverse()) as unknown as Scenario['world'];
    expect(withStored(small, { ...says, world }, small)).toEqual(says);
  });

  it('keep what was taken out, too', () => {
    const noted = withWords(small, 1, { notes: 'n' });
    expect(withStored(noted, small, withWords(noted, 1, { says: 'Look.' }))).toEqual(says);
  });

  it('write the same field: the one who wrote last has it', () => {
    const mine = withWords(small, 1, { says: 'Mine.' });
    expect(withStored(small, says, mine)).toEqual(mine);
    expect(bothWrote(small, says, mine)).toEqual(['Sentence of step 1']);
    const titled = (scenario: Scenario, title: string): Scenario => ({ ...scenario, title, opening: title });
    expect(bothWrote(small, titled(small, 'Theirs'), titled(mine, 'Mine'))).toEqual(['Title', 'Opening']);
    // One of them only, or both the same.
    expect(bothWrote(small, says, withWords(small, 1, { notes: 'n' }))).toEqual([]);
    expect(bothWrote(small, says, says)).toEqual([]);
  });

  it('do not mix words of another machine', () => {
    const mine = { ...small, world: { ...small.world, cpus: 7 } };
    expect(withStored(small, { ...says, title: 'Theirs' }, mine)).toEqual({ ...mine, title: 'Theirs' });
    expect(withLaterSteps(small, { ...mine, steps: [] }).steps).toEqual([]);
  });

  it('have back what the other wrote over before it heard of it, and what it wrote, too', () => {
    const noted = withWords(small, 1, { notes: 'Theirs.' });
    const written = { before: small, after: says };
    expect(withUnheard(written, noted)).toEqual(withWords(noted, 1, { says: 'Look.' }));
    const heard = withWords(noted, 1, { says: 'Another.' });
    expect(withUnheard(written, heard)).toBe(heard);
    const machine = { ...noted, world: { ...small.world, cpus: 7 } };
    expect(withUnheard(written, machine)).toBe(machine);
  });

  it('tell an overwritten field from one that only the other tab writes', () => {
    const own = { before: small, after: says };
    const theirs = withWords(says, 1, { notes: 'Theirs.' });
    const heard = withHeard(own, says, theirs);
    expect(bothWrote(heard.before, withWords(theirs, 1, { notes: 'Theirs, on.' }), heard.after)).toEqual([]);
    const over = withWords(theirs, 1, { says: 'Over.' });
    expect(bothWrote(heard.before, over, heard.after)).toEqual(['Sentence of step 1']);
  });

  it('keep the steps that only one of them has gone on to', () => {
    const longer = { ...small, steps: [...small.steps, { event: { type: 'tick' } as const, says: 'On.' }] };
    expect(withLaterSteps(longer, says).steps).toEqual([...says.steps, ...longer.steps.slice(-1)]);
  });

  it('read what is stored, under the name that it has on the screen', () => {
    const local = fakeStorage();
    const [one, other] = [createMine(local, atHand(kept)), createMine(local, atHand(kept))];
    const told = keepTold(one, small);
    if (told === null) throw new Error('It was kept.');
    other.refresh();
    keepTold(other, withWords(told, 1, { says: 'Look.' }));
    expect(storedOf(one, told)).toEqual(withWords(told, 1, { says: 'Look.' }));
    expect(storedOf(one, small)).toBeNull();
  });
});

it('what is taken back is one field, and not what the other tab wrote meanwhile', () => {
  const after = withWords(small, 1, { says: 'Look.' });
  const now = withWords(after, 2, { says: 'Theirs.' });
  expect(withChangesOf(after, small, now)).toEqual(withWords(small, 2, { says: 'Theirs.' }));
  const theirs = withWords(small, 1, { says: 'Theirs.' });
  expect(withChangesOf(after, small, theirs)).toEqual(theirs);
});
