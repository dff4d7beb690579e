import { WorldEditor } from './editor.page';
import { expect, test } from './workbench.page';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone what a machine can begin with stands before the list of what is in it', async ({ workbench }) => {
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await expect(workbench.dialog.getByRole('button', { name: /^Empty machine/ })).toBeInViewport({ ratio: 1 });
  await editor.add('task');
  const [list, form] = await Promise.all([
    editor.outline.boundingBox(),
    workbench.dialog.locator('[data-form]').boundingBox(),
  ]);
  expect(list?.y ?? 0).toBeLessThan(form?.y ?? 0);
});

test('on a phone the form leads back to the list, “More” stays as it was left, and the footer is one row', async ({
  workbench,
}) => {
  const { dialog } = workbench;
  const editor = new WorldEditor(workbench);
  const more = dialog.getByText('More', { exact: true });
  await workbench.open('first-patch');
  await editor.open();
  await editor.add('livepatch');
  await expect(dialog.getByRole('checkbox', { name: 'pre_patch' })).toBeHidden();
  await more.click();
  await editor.add('task');
  await expect(dialog.getByRole('checkbox', { name: /^Its stack/ })).toBeHidden();
  await editor.select('my_patch');
  await expect(dialog.getByRole('checkbox', { name: 'pre_patch' })).toBeVisible();

  await more.scrollIntoViewIfNeeded();
  await expect(editor.row('worker')).not.toBeInViewport();
  await editor.press('Back to the list');
  await expect(editor.row('my_patch')).toBeFocused();
  await expect(editor.row('worker')).toBeInViewport();
  await editor.select('my_patch');
  await more.click();
  await editor.select('worker');
  await editor.select('my_patch');
  await expect(dialog.getByRole('checkbox', { name: 'pre_patch' })).toBeHidden();

  await editor.openWorld();
  await workbench.button('Change this world …').click();
  const buttons = ['Cancel', 'Open as new', 'Change this world'];
  const tops = buttons.map(async (name) => (await dialog.getByRole('button', { name }).boundingBox())?.y);
  expect(new Set(await Promise.all(tops)).size).toBe(1);
});
