import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import type { WideWorld } from '../kernel/world';
import { worlds } from '../kernel/worlds.testkit';
import { sealed } from './alphabet';
import { allFailures } from './codeErrors';
import { LIMITS } from './limits';
import { decode, encode, type Link } from './link';

const known = { scenarioIds: ['first-patch'], policyIds: ['rfc-2019'] };

const linkTo = (drawn: WideWorld): Link => ({
  policy: 'rfc-2019',
  source: { kind: 'world', world: drawn, events: [{ type: 'attempt' }] },
  step: 1,
  micro: null,
});

describe('any world', () => {
  it('comes back from a link of form 2 as it was, and is written the same', () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        const hash = encode(linkTo(drawn));
        fc.pre(hash.length <= LIMITS.characters);
        expect(hash).toMatch(/^#\/own\/1~2[A-Za-z0-9_.~/-]*[A-Za-z0-9]$/);
        const read = decode(hash, known);
        expect(read).toStrictEqual({ ok: true, link: linkTo(drawn) });
        if (read.ok && read.link) expect(encode(read.link)).toBe(hash);
      }),
      { numRuns: 400, seed: 20260722 },
    );
  }, 120_000);

  it('that was changed on the way is a value or a named error, quickly', () => {
    const alphabet = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.~/-'];
    const change = fc.tuple(fc.nat(4000), fc.nat(4), fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 3 }));
    const seen = { value: 0, error: 0 };
    fc.assert(
      fc.property(worlds, fc.array(change, { minLength: 1, maxLength: 3 }), (drawn, changes) => {
        const whole_ = encode(linkTo(drawn));
        const text = changes.reduce(
          (all, [at, remove, add]) => {
            const start = at % (all.length + 1);
            return all.slice(0, start) + add + all.slice(start + remove);
          },
          whole_.slice(0, whole_.lastIndexOf('/')),
        );
        const read = decode(sealed(text), known);
        expect(cpuTime(() => decode(sealed(text), known))).toBeLessThan(500);
        if (read.ok) seen.value += 1;
        else {
          expect(Object.hasOwn(allFailures, read.error.name)).toBe(true);
          expect(read.error.sentence).toMatch(/^[^<>&\n]+\.$/);
          seen.error += 1;
        }
      }),
      { numRuns: 400, seed: 20260722 },
    );
    expect(seen.error).toBeGreaterThan(100);
    expect(seen.value).toBeGreaterThan(5);
  }, 120_000);
});
