import { klpFileText } from '../src/file/file';
import type { WideWorld } from '../src/kernel/world';
import { encode } from '../src/link/link';
import { writeModule } from '../src/source/writeModule';
import { WorldEditor } from './editor.page';
import { Keys } from './keys.page';
import { expect, test, type Workbench } from './workbench.page';

const FIX = 'cmdline_proc_show meminfo_proc_show ext4:ext4_sync_file';

/** What an operator saw: 28 workers, a postgres that waits for its disk in the function to be patched, a kworker that loops. */
const stuck = {
  cpus: 2,
  tasks: [
    { tid: 101, comm: 'worker', count: 28 },
    { tid: 201, comm: 'postgres', where: 'uninterruptible', stack: ['ext4:ext4_sync_file', 'vfs_fsync'] },
    { tid: 301, comm: 'kworker/0:1', kind: 'kthread', where: 'kernel', cpu: 0 },
  ],
  patches: [{ name: 'my_patch', version: 1, funcs: FIX.split(' ') }],
} as const satisfies WideWorld;

/** The same as the kernel and the author of the livepatch would write it. */
const AS_TEXT = `${writeModule(stuck.patches[0])}
${Array.from({ length: 28 }, (_, at) => `task:worker state:S stack:0 pid:${101 + at} tgid:${101 + at} ppid:1`).join('\n')}
INFO: task postgres:201 blocked for more than 122 seconds.
task:postgres state:D stack:0 pid:201 tgid:201 ppid:1
Call Trace:
 ext4_sync_file+0x4e/0x60 [ext4]
 vfs_fsync+0x1/0x2
watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [kworker/0:1:301]
CPU: 0 UID: 0 PID: 301 Comm: kworker/0:1 Not tainted 7.2.13 #1
Workqueue: events loop_for_ever
`;

/** Every way ends here. */
const LINK = encode({
  policy: 'rfc-2019',
  source: { kind: 'world', world: stuck, events: [] },
  step: 0,
  micro: null,
});

const expectTheLink = async (workbench: Workbench): Promise<void> =>
  expect(new URL(await workbench.share()).hash).toBe(LINK);

test('a stuck transition, built from nothing by mouse alone in at most 20 actions', async ({ workbench }) => {
  const { dialog } = workbench;
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await editor.add('task');
  await editor.write('How many', '28');
  await editor.add('task');
  await editor.write('comm', 'postgres');
  await editor.choose('Where', /^asleep, uninterruptibly/);
  await editor.write('Functions on its stack, newest first', 'ext4_sync_file, vfs_fsync');
  await editor.add('kthread');
  await editor.choose('Where', /^on a CPU, in the kernel/);
  await editor.write('CPU', '0');
  await editor.add('livepatch');
  await editor.write('Functions it replaces', FIX);

  // What would have been patched at once, without a word.
  const said = dialog.getByRole('button', { name: /ext4_sync_file is here a function of the kernel itself/ });
  await expect(dialog.getByRole('button', { name: 'Open this world' })).toHaveAccessibleDescription(
    (await said.textContent()) ?? '',
  );
  // It leads to the field, and is still repeated there, for those who do not see it as well.
  await said.click();
  await expect(editor.stack).toHaveAccessibleDescription(/^func or module:func.* ext4_sync_file is here a function of/);
  const offers = dialog.getByRole('button', { name: 'Make it ext4:ext4_sync_file' });
  await expect(offers).toHaveCount(2);
  await offers.last().click();
  editor.actions += 2;
  await expect(said).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Open this world' })).toBeFocused();
  await editor.openWorld();
  await expectTheLink(workbench);
  await workbench.region('Why').getByRole('button', { name: 'insmod my_patch.ko' }).click();
  await workbench.expectAt(1, 1);
  expect(editor.actions + 1).toBeLessThanOrEqual(20);

  // Who, where, and what helps.
  await workbench.button('Attempt').click();
  const tasks = workbench.region('Tasks');
  await expect(tasks).toContainText('ext4_sync_file');
  await expect(await workbench.show('Kernel log')).toContainText('kworker/0:1:301 is running');
  await workbench.expectAt(2, 2);
  await expect(tasks).toContainText(/2\s*blocked/);
  const helps = workbench
    .region('Why')
    .locator('section')
    .filter({ has: workbench.page.getByRole('heading', { name: 'What helps' }) });
  await expect(helps).toContainText('postgres:201, asleep inside ext4_sync_file');
  await expect(helps).toContainText('No signal wakes postgres:201 from an uninterruptible sleep');
  await expect(helps).toContainText('No signal helps kworker/0:1:301: a kthread drops signals');
  await expect(helps).toContainText('The price: postgres:201 goes on in old code');
  await expect(helps).toBeInViewport();

  const before = new URL(await workbench.share()).hash;
  // Another number takes two: it is written, and Enter; nothing is lost.
  await workbench.button('Change this world …').click();
  await expect(editor.outline).toBeVisible();
  await expect(editor.row('postgres')).toHaveAttribute('aria-current', 'true');
  await editor.select('worker × 28');
  await editor.field('How many').fill('30');
  await workbench.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await workbench.expectAt(2, 2);
  await expect(tasks).toContainText('postgres:201');

  // The way back is offered always.
  await expect(workbench.page.getByRole('status').filter({ hasText: 'The machine has changed' })).toBeVisible();
  await workbench.button('Put it back').click();
  await expect(workbench.button('Put it back')).toHaveCount(0);
  await workbench.expectAt(2, 2);
  expect(new URL(await workbench.share()).hash).toBe(before);

  // A change that takes away what the history is about says so, and can be taken back.
  await workbench.button('Change this world …').click();
  await editor.select('my_patch');
  await editor.press('Remove my_patch');
  await editor.press('Change this world');
  await expect(workbench.alert).toContainText(/left out.* Step 1, “insmod my_patch.ko”: /);
  await workbench.alert.getByRole('button', { name: /back/i }).click();
  await workbench.expectAt(2, 2);
  await helps.getByRole('button', { name: 'Go back to unpatched' }).click();
  await workbench.expectAt(3, 3);
  await expect(workbench.region('Why')).toContainText('reversed');
  await expect(helps).toHaveCount(0);
});

test('the same by keyboard alone', async ({ workbench }) => {
  const { page, dialog } = workbench;
  const keys = new Keys(workbench);
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
  const write = async (name: string, text: string): Promise<void> => {
    await keys.tabTo(field(name));
    await keys.type(text);
  };
  const where = async (label: string): Promise<void> => {
    await keys.tabTo(dialog.getByRole('combobox', { name: 'Where' }));
    await page.keyboard.press('Enter');
    await workbench.typeTo(page.getByRole('option', { name: new RegExp(`^${label}`) }), label);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listbox')).toBeHidden();
  };
  await workbench.open('first-patch');
  await keys.tool('Own world');
  await keys.use('Add a task', dialog);
  await write('How many', '28');
  await keys.use('Add a task', dialog, 'Shift+Tab');
  await write('comm', 'postgres');
  await where('asleep, unint');
  await write('Functions on its stack, newest first', 'ext4:ext4_sync_file vfs_fsync');
  await keys.use('Add a kthread', dialog, 'Shift+Tab');
  await where('on a CPU, in the k');
  await write('CPU', '0');
  await keys.use('Add a livepatch', dialog, 'Shift+Tab');
  await write('Functions it replaces', FIX);

  // From row to row with the arrows; Delete removes one, and Undo is at hand.
  await keys.tabTo(dialog.locator('[data-row]').filter({ hasText: 'my_patch' }), 'Shift+Tab');
  // Past ext4, which postgres is in.
  await keys.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Delete');
  await expect(dialog.getByText('postgres is removed.')).toBeVisible();
  await keys.use('Undo', dialog);
  await keys.use('Open this world', dialog);
  await expect(dialog).toBeHidden();
  await expect(page.locator('body')).not.toBeFocused();
  await expectTheLink(workbench);
});

test('the same from one paste, of C and what the kernel printed', async ({ workbench }) => {
  const editor = new WorldEditor(workbench);
  await workbench.open('first-patch');
  await editor.open();
  await editor.press('Paste …');
  await editor.write('C of modules, kernel stacks, or a .klp.json', AS_TEXT);
  await editor.press('Add 1 livepatch, 30 tasks');
  await editor.openWorld();
  await expectTheLink(workbench);
});

test('what was pasted is announced and can be taken back until the next edit; what was not understood stays', async ({
  workbench,
}) => {
  const editor = new WorldEditor(workbench);
  const { dialog } = workbench;
  await workbench.open('first-patch');
  await editor.open();
  await editor.press('Paste …');
  const lossy = writeModule({ ...stuck.patches[0], funcs: ['cmdline_proc_show', 'meminfo_proc_show'] });
  await editor.write(
    'C of modules, kernel stacks, or a .klp.json',
    lossy.replace('"meminfo_proc_show"', 'WHICH_OF_THEM'),
  );
  await editor.press('Add 1 livepatch');
  await expect(dialog.getByRole('status').first()).toContainText(
    /In the library now: livepatch my_patch.*not understood/,
  );
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
  await editor.add('task');
  await expect(dialog.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await dialog
    .getByText(/lines? (was|were) not understood$/)
    .first()
    .click();
  await expect(dialog.getByRole('list', { name: 'What was not understood' })).toContainText('a struct klp_func');
});

test('the same from a file', async ({ workbench }) => {
  const { page, dialog } = workbench;
  await workbench.open('first-patch');
  await workbench.tool('Open a file');
  const buffer = Buffer.from(klpFileText({ klp: 1, title: 'Stuck', world: stuck, steps: [] }));
  await dialog
    .getByLabel(/Choose a file/)
    .setInputFiles({ name: 'stuck.klp.json', mimeType: 'application/json', buffer });
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Change this world …' })).toBeVisible();
  await expectTheLink(workbench);
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
  await expect(dialog.getByRole('list', { name: 'What was not understood' })).toContainText(
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
