import { expect, test } from './workbench.page';

test('five policies answer the same step, each in its own words', async ({ workbench }) => {
  await workbench.open('rfc-over-atomic-replace', 4);
  const why = workbench.region('Why');
  await expect(why).toContainText('stickyMayNotBeDisabled');

  await workbench.choose(workbench.policy, /^Block disable/);
  await workbench.hasAddress('#/rfc-over-atomic-replace/4/block-disable');
  await expect(why).toContainText('refused with −EINVAL');
  await expect(why).toContainText('disableNotSupported');
  await expect(await workbench.show('Kernel log')).toContainText(
    "livepatch: The livepatch 'l1tf_v3' does not support disable",
  );
  await expect(await workbench.show('Sysfs')).toContainText('stack_order');

  await workbench.choose(workbench.policy, /^Replace sets/);
  await workbench.hasAddress('#/rfc-over-atomic-replace/4/replace-set');
  await expect(why).not.toContainText('refused with');
  await expect(await workbench.show('Kernel log')).toContainText("livepatch: 'l1tf_v3': unpatching complete");
  const sysfs = await workbench.show('Sysfs');
  await expect(sysfs).toContainText('replace_set');
  await expect(sysfs).not.toContainText('stack_order');

  await workbench.choose(workbench.policy, /^System state/);
  await expect(why).not.toContainText('refused with');
  await workbench.choose(workbench.policy, /^RFC 2019/);
  await workbench.hasAddress('#/rfc-over-atomic-replace/4');
  await expect(why).toContainText('stickyMayNotBeDisabled');
});

test('a card says which of its marks the policy in force does not look at', async ({ workbench }) => {
  await workbench.open('block-disable-blocks', 1);
  const card = workbench.region('Loaded patches').getByRole('article');
  const library = await workbench.show('Module library');
  await library.getByRole('searchbox').fill('test_klp_atomic_replace');
  await expect(library).toContainText('1 makes it cumulative');
  const ignored = card.getByTitle('does not look at this');
  await expect(ignored).toHaveText([/^v3 /, /^sticky /, /^set 3 /, /^v1 /]);
  await workbench.choose(workbench.policy, /^Replace sets/);
  await expect(ignored).toHaveText([/^v3 /, /^sticky /, /^block_disable /]);
  await expect(library).toContainText('1 changes nothing: it is cumulative within its set');
});

test('a livepatch of one’s own carries states and a replace set, and its link does too', async ({ workbench }) => {
  const { dialog } = workbench;
  await workbench.open('block-disable-blocks');
  await workbench.choose(workbench.scenario, 'Own world…');
  await dialog.getByRole('textbox', { name: 'States it changes' }).fill('5-1 blocked');
  await dialog.getByRole('button', { name: 'Open this world' }).click();
  await expect(dialog.getByText('“5-1 blocked” is not a state.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'States it changes' }).fill('5-1 block_disable');
  await dialog.getByRole('textbox', { name: 'Replace set' }).fill('9');
  await dialog.getByRole('button', { name: 'Open this world' }).click();
  await expect(dialog).toBeHidden();

  await workbench.choose(workbench.policy, /^Block disable/);
  await workbench.insmod('my_patch');
  await workbench.isAt(1, 1);
  await workbench
    .region('Loaded patches')
    .getByRole('button', { name: /^Reverse/ })
    .click();
  await workbench.isAt(2, 2);
  const why = workbench.region('Why');
  await expect(why).toContainText('disableNotSupported');
  const hash = await workbench.hasAddress(/~1/);
  await workbench.openLink(hash);
  await expect(why).toContainText('disableNotSupported');
  await expect(workbench.region('Loaded patches')).toContainText(/set 9.*state 5.*block_disable/s);
});
