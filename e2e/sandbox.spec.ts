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

test('what was pasted and not added comes with the machine; what cannot be added keeps it from being opened', async ({
  workbench,
}) => {
  const { dialog } = workbench;
  const field = 'C of modules, kernel stacks, or a .klp.json';
  await workbench.open('first-patch');
  const editor = new WorldEditor(workbench);
  await editor.open();
  await editor.press('Paste …');
  await editor.write(field, 'Dear list');
  await dialog.getByRole('button', { name: 'Open this world' }).click();
  const why = dialog.getByRole('list', { name: 'Lines that need another look' });
  await expect(why).toContainText('The machine is not opened');
  await expect(why).toBeFocused();
  await expect(dialog.getByLabel(field)).toHaveValue('Dear list');
  await editor.write(field, AS_TEXT);
  await editor.openWorld();
  await expectTheLink(workbench);
});
