/** Draws one step under several policies, and reads what each of them says about it. */
import { expect, it } from 'vitest';
import { loadScenario } from '../session/catalogue';
import { openScreen, textOf } from './screen.testkit';

/** Every panel after a step, under any policy. */
const drawnAt = async (id: string, step: number) => {
  const screen = await openScreen(await loadScenario(id));
  const { verbs } = screen.started.viewer;
  verbs.goto(step);
  return (policy: string) => {
    verbs.setPolicy(policy);
    const html = screen.draw(['Statechart']);
    const said = (region: string): string => textOf(html.get(region) ?? '');
    return { html, said };
  };
};

it('five policies answer the same step, each in its own words', async () => {
  const under = await drawnAt('rfc-over-atomic-replace', 4);
  expect(under('rfc-2019').said('Why')).toContain('stickyMayNotBeDisabled');

  const block = under('block-disable');
  expect(block.said('Why')).toContain('refused with -EINVAL');
  expect(block.said('Why')).toContain('disableNotSupported');
  expect(block.said('Kernel log')).toContain("livepatch: The livepatch 'l1tf_v3' does not support disable");
  expect(block.said('Sysfs')).toContain('stack_order');

  const sets = under('replace-set');
  expect(sets.said('Why')).not.toContain('refused with');
  expect(sets.said('Kernel log')).toContain("livepatch: 'l1tf_v3': unpatching complete");
  expect(sets.said('Sysfs')).toContain('replace_set');
  expect(sets.said('Sysfs')).not.toContain('stack_order');

  for (const policy of ['system-state', 'atomic-replace'])
    expect(under(policy).said('Why'), policy).not.toContain('refused with');
  expect(under('rfc-2019').said('Why')).toContain('stickyMayNotBeDisabled');
});

/** What of a card is marked as nothing that the policy looks at. */
const ignoredIn = (html = ''): readonly string[] =>
  [...html.matchAll(/title="[^"]*does not look at this"[^>]*>(.*?) \(ignored by this policy\)/g)].map(
    ([, inner = '']) => textOf(inner),
  );

it('a card says which of its marks the policy in force does not look at', async () => {
  const under = await drawnAt('block-disable-blocks', 1);
  const block = under('block-disable');
  expect(ignoredIn(block.html.get('Loaded patches'))).toEqual(['v3', 'sticky', 'set 3', 'v1']);
  expect(block.said('Module library')).toContain('1 makes it cumulative');
  expect(block.said('Module library')).not.toContain('1 changes nothing');

  const sets = under('replace-set');
  expect(ignoredIn(sets.html.get('Loaded patches'))).toEqual(['v3', 'sticky', 'block_disable']);
  expect(sets.said('Module library')).toContain('1 changes nothing: it is cumulative within its set');
});
