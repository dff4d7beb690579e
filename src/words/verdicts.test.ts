import { describe, expect, it } from 'vitest';
import { attempt, disable, insmod, quiet, rmmod, sleeper, viewAfter } from '../panels/panels.testkit';
import { previewOf } from '../viewer/preview';
import { comparedNames, comparedOf, comparedWords, decidingComparison, isAbout } from './verdicts';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const STICKY = 'test_klp_sticky_0';

/** The comparison that decides about the last event, in three lengths. */
const words = (subject: string, ...given: Parameters<typeof viewAfter>) => {
  const [world, events, policy] = given;
  const last = events.at(-1);
  const compared =
    last &&
    decidingComparison(previewOf(policy ?? 'rfc-2019', viewAfter(world, events.slice(0, -1), policy).step, last));
  return (
    compared && {
      short: comparedWords(compared),
      beside: comparedOf(subject, compared),
      long: comparedNames(compared),
      about: isAbout(subject, compared),
    }
  );
};

describe('the comparison that decides, in words', () => {
  it.each([
    ['a newer version', V2, quiet, [insmod(V1), attempt, insmod(V2)], '2 > 1? yes', true],
    ['an older version', V1, quiet, [insmod(V2), attempt, insmod(V1)], '1 > 2? no', true],
    ['version 0', 'test_klp_version_0', quiet, [insmod('test_klp_version_0')], '0 = opted out? yes', true],
    ['another transition', V2, sleeper, [insmod(V1), insmod(V2)], `${V1} = NULL? no`, false],
    ['a module in use', V1, quiet, [insmod(V1), attempt, rmmod(V1)], '1 = 0? no', true],
  ])('about %s', (_, subject, world, events, short, about) => {
    expect(words(subject, world, events)).toMatchObject({ short, about });
  });

  it('beside a card leaves out the name of the module', () => {
    expect(words(V1, quiet, [insmod(V1), attempt, rmmod(V1)])?.beside).toBe('refcnt 1 = 0? no');
    expect(words(STICKY, quiet, [insmod(STICKY), attempt, disable(STICKY)])?.beside).toBe('sticky 1 = 0? no');
  });

  it('in full names both sides', () => {
    expect(words(V1, quiet, [insmod(V2), attempt, insmod(V1)])?.long).toBe(
      `version of ${V1} (1) > latest_version (2)? no`,
    );
  });
});
