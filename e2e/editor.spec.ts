import { writeModule } from '../src/source/writeModule';
import { WorldEditor } from './editor.page';
import { Keys } from './keys.page';
import { expect, test } from './workbench.page';

test('what was pasted is announced and can be taken back until the next edit; what was not understood stays', async ({
  workbench,
}) => {
  const editor = new WorldEditor(workbench);
  const { dialog } = workbench;
  await workbench.open('first-patch');
  await editor.open();
  await editor.press('Paste …');
  const lossy = writeModule({ name: 'my_patch', version: 1, funcs: ['cmdline_proc_show', 'meminfo_proc_show'] });
  await editor.write(
    'C of modules, kernel stacks, or a .klp.json',
    lossy.replace('"meminfo_proc_show"', 'WHICH_OF_THEM'),
  );
  await editor.press('Add 1 livepatch');
  await expect(dialog.getByRole('status').first()).toContainText(
    /In the library now: livepatch my_patch.*another look/,
  );
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
  await editor.add('task');
  await expect(dialog.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await dialog
    .getByText(/lines? needs? another look$/)
    .first()
    .click();
  await expect(dialog.getByRole('list', { name: 'Lines that need another look' })).toContainText('a struct klp_func');
});

test('a module that only a stack names is in the list, and becomes one’s own by a press', async ({ workbench }) => {
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await editor.add('task');
  await editor.stack.fill('[<0>] ext4_sync_file+0x4e/0x60 [ext4]\n[<0>] vfs_fsync_range+0x1/0x2');
  await expect(editor.row(/^ext4/)).toContainText('a task is in it · 1 function');
  await editor.select(/^ext4/);
  await expect(editor.field('Name')).toHaveValue('ext4');
  await expect(editor.row(/^ext4/)).toContainText('module, loaded · 1 function');
  await expect(editor.row(/^ext4/)).toHaveCount(1);
});

test('what is chosen with a key and is gone then leaves the focus at what has come, or at its field', async ({
  workbench,
}) => {
  const { page, dialog } = workbench;
  const editor = new WorldEditor(workbench);
  const keys = new Keys(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await keys.use(/^Web server/, dialog);
  await expect(dialog.locator('[data-form] input').first()).toBeFocused();
  await editor.press('Begin with …');
  await keys.use(/^Empty machine/, dialog);
  await expect(dialog.getByRole('form', { name: '2 CPUs' }).locator('input').first()).toBeFocused();
  await editor.press('Begin with …');
  await keys.tabTo(dialog.getByRole('combobox', { name: 'The machine of a scenario' }));
  await page.keyboard.press('Enter');
  await workbench.typeTo(page.getByRole('option', { name: /^Why “swapper/ }), 'Why');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-form] input').first()).toBeFocused();

  await editor.add('livepatch');
  await editor.write('Functions it replaces', 'acme:acme_poll');
  await keys.use('Add the module acme', dialog);
  await expect(editor.row('acme')).toHaveCount(1);
  await expect(editor.field('Functions it replaces')).toBeFocused();
  await editor.add('task');
  await editor.stack.fill('acme:acme_read');
  await keys.use('Add acme_read to acme', dialog);
  await expect(editor.stack).toBeFocused();
});

test('a livepatch is seen as C, changed there, and what is not understood is named', async ({ workbench }) => {
  const { dialog } = workbench;
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await editor.add('livepatch');
  await editor.write('Functions it replaces', 'cmdline_proc_show');
  await editor.press('As C');
  const code = editor.field('my_patch.c');
  await expect(code).toHaveValue(/\.old_name = "cmdline_proc_show"/);
  const text = await code.inputValue();
  await code.fill(`${text.replace('.version = 1', '.version = 7')}\nstatic int broken = = 1;\n`);
  await expect(dialog.getByRole('list', { name: 'Lines that need another look' })).toContainText(
    `Line ${text.split('\n').length + 1}:`,
  );
  await expect(editor.row('my_patch')).toContainText('version 7');
  await editor.press('As C');
  await expect(editor.field('Version')).toHaveValue('7');

  // What cannot be read is kept at its row, and outlives the page.
  await editor.press('As C');
  await code.fill('/* I am not done yet */');
  await expect(dialog).toContainText('No livepatch can be read from this');
  await editor.select(/CPU/);
  await expect(editor.row('my_patch')).toContainText('needs another look');
  await editor.select('my_patch');
  await expect(code).toHaveValue('/* I am not done yet */');
  await editor.select(/CPU/);
  await editor.press('Open this world');
  await expect(code).toBeFocused();
  await workbench.page.keyboard.press('Escape');
  await workbench.page.reload();
  await workbench.expectOpen();
  await editor.open();
  await expect(code).toHaveValue('/* I am not done yet */');
  await editor.press('Write it anew from the form');
  await expect(code).toHaveValue(/\.version = 7/);
  await editor.press('Undo');
  await expect(code).toHaveValue('/* I am not done yet */');
});

test('what was typed and not opened is there again', async ({ workbench }) => {
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await editor.add('kthread');
  await editor.write('comm', 'jbd2/sda1-8');
  await workbench.page.keyboard.press('Escape');
  await expect(workbench.dialog).toBeHidden();
  await workbench.page.reload();
  await workbench.expectOpen();
  await editor.open();
  await expect(editor.row('jbd2/sda1-8')).toHaveAttribute('aria-current', 'true');
  await editor.press('Begin anew');
  await expect(editor.row('jbd2')).toHaveCount(0);
  await editor.press('Do it again');
  await expect(editor.row('jbd2')).toHaveCount(1);
});

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]) {
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport });

    test(`axe finds nothing in its panes, in three themes (${viewport.width})`, async ({ workbench }) => {
      test.slow();
      const editor = new WorldEditor(workbench);
      const look = (what: string) => workbench.app.axeInThemes(what, '[role=dialog]');
      await workbench.open('first-patch', 2);
      await editor.open();
      await editor.press(/^KVM host/);
      await workbench.dialog.getByText('More', { exact: true }).click();
      await editor.check('pre_patch');
      await look('a livepatch with a callback');
      await editor.press('As C');
      await look('C');
      await editor.select('4 CPUs');
      await editor.write('CPUs', '0');
      await look('CPUs, and a field that needs another look');
      await editor.press('Paste …');
      await editor.write('C of modules, kernel stacks, or a .klp.json', 'what is this');
      await look('a paste that is not understood');
      const beyond = await workbench.dialog.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
      expect(beyond).toBe(0);
    });
  });
}
