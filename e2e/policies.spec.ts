import { WorldEditor } from './editor.page';
import { expect, test } from './workbench.page';

test('another policy answers the same step; the address names it until the first one is back', async ({
  workbench,
}) => {
  const why = workbench.region('Why');
  await workbench.open('rfc-over-atomic-replace', 4);
  await expect(why).toContainText('stickyMayNotBeDisabled');
  await workbench.choose(workbench.policy, /^Block disable/);
  await workbench.expectAddress('#/rfc-over-atomic-replace/4/block-disable');
  await expect(why).toContainText('disableNotSupported');
  await workbench.choose(workbench.policy, /^RFC 2019/);
  await workbench.expectAddress('#/rfc-over-atomic-replace/4');
  await expect(why).toContainText('stickyMayNotBeDisabled');
});

test('a livepatch of one’s own carries states and a replace set, and its link does too', async ({ workbench }) => {
  const { dialog } = workbench;
  await workbench.open('block-disable-blocks');
  const editor = new WorldEditor(workbench);
  await editor.open();
  await editor.add('livepatch');
  await editor.write('Functions it replaces', 'cmdline_proc_show');
  await dialog.getByText('More', { exact: true }).click();
  await editor.write('States it changes', '5-1 blocked');
  await expect(dialog.getByText('“5-1 blocked” is not a state.')).toBeVisible();
  await editor.write('States it changes', '5-1 block_disable');
  await editor.write('Replace set', '9');
  await editor.openWorld();

  await workbench.choose(workbench.policy, /^Block disable/);
  await workbench.insmod('my_patch');
  await workbench.expectAt(1, 1);
  await workbench
    .region('Loaded patches')
    .getByRole('button', { name: /^Reverse/ })
    .click();
  await workbench.expectAt(2, 2);
  const why = workbench.region('Why');
  await expect(why).toContainText('disableNotSupported');
  const hash = await workbench.expectAddress(/^#\/own\/2\/block-disable~1/);
  await workbench.openLink(hash);
  await expect(why).toContainText('disableNotSupported');
  await expect(workbench.region('Loaded patches')).toContainText(/set 9.*state 5.*block_disable/s);
});
