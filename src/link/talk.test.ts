import { describe, expect, it } from 'vitest';
import { decode, encode, type Link } from './link';

const known = { scenarioIds: ['first-patch', 'stuck-force'], policyIds: ['rfc-2019', 'atomic-replace'] };

describe('a link to a talk', () => {
  const talk = { ids: ['first-patch', 'stuck-force', 'first-patch'], at: 1 };
  const source = { kind: 'scenario', id: 'stuck-force', branch: null } as const;
  const link: Link = { policy: 'rfc-2019', source, talk, step: 3, micro: null };

  it.each<readonly [string, Link]>([
    ['#/talk/first-patch.stuck-force.first-patch/2/3', link],
    [
      '#/talk/first-patch.stuck-force.first-patch/2/3.1/atomic-replace',
      { ...link, micro: 1, policy: 'atomic-replace' },
    ],
    [
      '#/talk/first-patch.stuck-force.first-patch/3/0',
      { ...link, source: { ...source, id: 'first-patch' }, talk: { ...talk, at: 2 }, step: 0 },
    ],
  ])('%s is read and written', (hash, meant) => {
    expect(decode(hash, known)).toStrictEqual({ ok: true, link: meant });
    expect(encode(meant)).toBe(hash);
  });

  it('goes on into branches', () => {
    const branch: Link = { ...link, source: { ...source, branch: { at: 3, events: [{ type: 'tick' }] } }, step: 4 };
    expect(decode(encode(branch), known)).toStrictEqual({ ok: true, link: branch });
  });

  it('begins with its first scenario when it does not say where', () => {
    const first: Link = { ...link, source: { ...source, id: 'first-patch' }, talk: { ...talk, at: 0 }, step: 0 };
    expect(decode('#/talk/first-patch.stuck-force.first-patch', known)).toStrictEqual({ ok: true, link: first });
  });

  it('leaves the talk out where the scenario is none of it', () => {
    expect(encode({ ...link, source: { ...source, id: 'first-patch' } })).toBe('#/first-patch/3');
  });

  it.each([
    ['#/talk/first-patch.stuck-fore/1/0', 'unknownScenario'],
    ['#/talk/own/1/0', 'unknownScenario'],
    ['#/talk/', 'unknownScenario'],
    ['#/talk/first-patch/2/0', 'notInTalk'],
    ['#/talk/first-patch/0/0', 'notInTalk'],
    ['#/talk/first-patch/one/0', 'notInTalk'],
    ['#/talk/first-patch/1/x', 'badPosition'],
    ['#/talk/first-patch/1/0/no-such-policy', 'unknownPolicy'],
    [`#/talk/${Array(65).fill('first-patch').join('.')}/1/0`, 'tooMany'],
  ])('%s fails with %s', (hash, name) => {
    expect(decode(hash, known)).toMatchObject({ ok: false, error: { name } });
  });
});
