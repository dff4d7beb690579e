import { WorldEditor } from './editor.page';
import { expect, test, type Workbench } from './workbench.page';

/** A text that is dropped as a file, or pasted, anywhere on the page. */
const send = (workbench: Workbench, kind: 'drop' | 'paste', content: string, name = 'x.klp.json'): Promise<void> =>
  workbench.page.evaluate(
    ([type, text, file]) => {
      const data = new DataTransfer();
      if (type === 'drop') data.items.add(new File([text], file));
      else data.setData('text/plain', text);
      const event =
        type === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [kind, content, name] as const,
  );

/** A dialog that has just come does not hear every key yet. */
const close = async ({ page, dialog }: Workbench): Promise<void> => {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden({ timeout: 1000 });
  }).toPass();
};

/** What listens for files is fetched once the first screen is there. */
const listening = async (workbench: Workbench): Promise<void> => {
  await expect(async () => {
    await send(workbench, 'drop', 'no file of ours');
    await expect(workbench.dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await close(workbench);
};

const file = {
  klp: 1,
  title: 'A file',
  world: { cpus: 1, tasks: [{ tid: 1, comm: 'init' }] },
  steps: [{ event: { type: 'insmod', module: 'test_klp_livepatch' }, says: 'In it goes.' }],
};
const text = (changes: object = {}): string => JSON.stringify({ ...file, ...changes });

const bad: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  ['nothing', ' ', /the file is empty/],
  ['half of it', text().slice(0, 60), /not JSON/],
  ['JSON of another kind', '{"name":"x"}', /JSON of another kind/],
  ['a newer form', text({ klp: 2 }), /made by a newer release/],
  ['no machine', text({ world: undefined }), /the field "world" is missing/],
  ['a field that nobody knows', text({ wrold: 1 }), /unknown field "wrold"/],
  ['an event that nobody knows', text({ steps: [{ event: { type: 'explode' } }] }), /steps\[0\]\.event/],
  ['a thread id of text', text({ world: { tasks: [{ tid: '1', comm: 'init' }] } }), /world\.tasks\[0\]\.tid/],
  [
    'two tasks on one CPU',
    text({ world: { cpus: 1, tasks: [1, 2].map((tid) => ({ tid, comm: 'a', where: 'user', cpu: 0 })) } }),
    /two tasks are on CPU 0/,
  ],
  [
    'an event about a CPU too many',
    text({ steps: [{ event: { type: 'cpu.offline', cpu: 3 } }] }),
    /CPU 3, but there is only CPU 0/,
  ],
];

test('ten bad files say what is wrong and where, and nothing changes', async ({ workbench }) => {
  await workbench.open('first-patch', 2);
  await listening(workbench);
  const before = workbench.hash();
  const title = await workbench.scenario.textContent();
  for (const [what, content, says] of bad) {
    await send(workbench, 'drop', content);
    await expect(workbench.dialog.getByRole('alert'), what).toContainText(says);
    await expect(workbench.dialog.getByRole('textbox'), what).toHaveValue(content);
    await close(workbench);
    expect(workbench.hash(), what).toBe(before);
    await expect(workbench.scenario, what).toHaveText(title ?? '');
    await workbench.expectAt(2);
  }
});

const insmod = { type: 'insmod', module: 'test_klp_livepatch' };
const unmet = [
  { event: insmod, expect: { phase: 'patching' }, says: 'In it goes.' },
  { event: { type: 'rmmod', module: 'test_klp_livepatch' }, expect: { errno: 'EBUSY' }, says: 'It stays.' },
];

test('a file that expects what does not come is opened, and says what is there instead', async ({ workbench }) => {
  await workbench.open('first-patch', 2);
  await listening(workbench);
  await send(workbench, 'drop', text({ steps: unmet }));
  await expect(workbench.scenario).toHaveText('A file');
  const { alert } = workbench;
  await expect(alert).toContainText(
    'Not all that the file expects holds. Step 1, “insmod test_klp_livepatch.ko”: phase must be "patching", found "idle". 1 more expectation does not hold.',
  );
  expect(await workbench.app.axe('[role=alert]')).toEqual([]);
  await workbench.expectAt(0);
  await alert.getByRole('button', { name: 'Go to step 1' }).click();
  await workbench.expectAt(1);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
  // Under other rules nothing is held to it again.
  await workbench.choose(workbench.policy, /^Atomic replace/);
  await workbench.expectAt(1);
  await expect(alert).toHaveCount(0);
});

test('a machine with more tasks on a CPU than there are CPUs is opened, and says that some are not', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.open('first-patch', 0);
  await listening(workbench);
  const tasks = [{ tid: 1, comm: 'spinner', where: 'user', count: 3 }];
  await send(workbench, 'drop', text({ world: { cpus: 2, tasks } }));
  await expect(page.getByRole('banner').getByRole('status')).toContainText(
    'The scenario is opened. 3 tasks want to be on a CPU and there are 2: the rest are runnable.',
  );
  await expect(workbench.region('Tasks')).toContainText('runnable, off the CPU');
  await page.getByRole('banner').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('banner').getByRole('status')).toBeHidden();
});

test('a talk says which of its scenarios expects what does not come', async ({ workbench }) => {
  await workbench.open('first-patch', 0);
  await listening(workbench);
  const scenarios = [file, { ...file, title: 'Another', steps: unmet }];
  await send(workbench, 'paste', JSON.stringify({ klp: 1, talk: 'Mine', scenarios }));
  await expect(workbench.alert).toContainText(
    'Scenario 2, “Another”, step 1, “insmod test_klp_livepatch.ko”: phase must be "patching", found "idle". 1 more expectation does not hold. “Mine”, 2 scenarios, is on the screen',
  );
});

const livepatch = `#include <linux/livepatch.h>
static int new_show(struct seq_file *m, void *v) { seq_printf(m, "patched\\n"); return 0; }
static struct klp_func funcs[] = { { .old_name = "cmdline_proc_show", .new_func = new_show, }, { } };
static struct klp_object objs[] = { { .funcs = funcs, }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs, .frobnicate = 1, };
static int mine_init(void) { return klp_enable_patch(&patch); }
static void mine_exit(void) { }
module_init(mine_init);
module_exit(mine_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`;

test('a livepatch in C is dropped on a history, which goes on with it, and a stack is pasted', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.open('first-patch', 0);
  await listening(workbench);
  await send(workbench, 'drop', livepatch, 'my_fix.c');
  const said = page.getByRole('status').filter({ hasText: 'Added to this machine' });
  await expect(said).toContainText('livepatch my_fix');
  await expect(said).toContainText(/Line 5: .*frobnicate/);
  expect(await workbench.app.axe()).toEqual([]);
  await workbench.expectAt(0);
  await expect(workbench.scenario).toContainText('on a changed machine');
  await workbench.expectAddress(/^#\/own\/0~/);
  await workbench.insmod('my_fix');
  await workbench.expectAt(1);
  await expect(workbench.region('Loaded patches')).toContainText('my_fix');

  await send(workbench, 'paste', 'task:postgres state:D stack:0 pid:77\n[<0>] ext4_sync_file+0x4e/0x60 [ext4]\n');
  await expect(said).toContainText('1 task more: postgres (77).');
  await expect(workbench.region('Tasks')).toContainText('postgres');
  await workbench.expectAt(1);
  await page.getByRole('button', { name: 'Take it out again' }).click();
  await expect(workbench.region('Tasks')).not.toContainText('postgres');
  await workbench.expectAt(1);
  await expect(said).toBeHidden();

  // Chosen in the dialog it is the same; what is no module says so there.
  await workbench.tool(/^Open a file/);
  await workbench.dialog
    .getByLabel(/Choose a file/)
    .setInputFiles({ name: 'empty.c', mimeType: 'text/x-csrc', buffer: Buffer.from('int x;') });
  await expect(workbench.dialog.getByRole('alert')).toContainText('no struct klp_patch');
  await workbench.dialog
    .getByLabel(/Choose a file/)
    .setInputFiles({ name: 'second.c', mimeType: 'text/x-csrc', buffer: Buffer.from(livepatch) });
  await expect(workbench.dialog).toBeHidden();
  await expect(said).toContainText('livepatch second');
});

test('what is dropped while the editor is open goes into the draft, and what cannot says why there', async ({
  workbench,
}) => {
  await workbench.open('first-patch', 2);
  await listening(workbench);
  const before = workbench.hash();
  const editor = new WorldEditor(workbench);
  await editor.open();
  await editor.add('task');
  await send(workbench, 'drop', livepatch, 'my_fix.c');
  await expect(editor.field('Name')).toHaveValue('my_fix');
  await expect(editor.dialog).toContainText('In the library now: livepatch my_fix.');
  await editor.dialog.getByText('One line needs another look', { exact: true }).click();
  await expect(editor.dialog).toContainText(/Line 5: .*frobnicate/);
  await send(workbench, 'drop', livepatch.replace('cmdline', 'meminfo'), 'my_fix.c');
  await expect(editor.row('my_fix')).toHaveCount(1);
  await expect(editor.dialog).toContainText('my_fix was there already: this takes its place.');
  await editor.press('Undo');
  await expect(editor.field('Functions it replaces')).toHaveValue(/cmdline_proc_show/);
  await send(workbench, 'paste', 'task:postgres state:D stack:0 pid:77\n[<0>] ext4_sync_file+0x4e/0x60 [ext4]\n');
  await expect(editor.row('postgres')).toBeVisible();
  await expect(editor.row('worker')).toBeVisible();
  await send(workbench, 'drop', 'Dear list', 'mail.txt');
  await expect(editor.dialog.getByRole('list', { name: 'Lines that need another look' })).toContainText(
    'mail.txt is text',
  );
  await expect(editor.row('postgres')).toBeVisible();
  await send(workbench, 'drop', text({ title: 'Another' }), 'other.klp.json');
  await expect(editor.dialog).toContainText('This is “Another”.');
  await editor.press('Back to it');
  await expect(editor.row('postgres')).toBeVisible();
  await close(workbench);
  expect(workbench.hash()).toBe(before);
  await workbench.expectAt(2);
});

test('a scenario and a livepatch that are dropped together are each what they are', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 0);
  await listening(workbench);
  await page.evaluate(
    ([scenario, c]) => {
      const data = new DataTransfer();
      data.items.add(new File([scenario], 'talk.klp.json'));
      data.items.add(new File([c], 'my_fix.c'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [text(), livepatch] as const,
  );
  await expect(workbench.scenario).toContainText('A file');
  await expect(page.getByRole('status').filter({ hasText: 'Added to this machine' })).toContainText('livepatch my_fix');
});

test('a machine that fits no link is shared as a file', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 0);
  await listening(workbench);
  const tasks = Array.from({ length: 900 }, (_, at) => ({ tid: 3 * at + 1, comm: `task-${at}-${at}` }));
  await send(workbench, 'drop', text({ world: { cpus: 1, tasks }, title: 'A large one' }));
  await expect(workbench.scenario).toHaveText('A large one');
  await workbench.button('Share').click();
  await expect(workbench.dialog.getByRole('alert')).toContainText('This does not fit in a link');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    workbench.dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('a-large-one.klp.json');
  await expect(workbench.dialog.getByRole('status')).toContainText('Saved as a-large-one.klp.json');
  expect(await workbench.app.axe('[role=dialog]')).toEqual([]);
});

test('a link to a scenario of one’s own says that its words stay behind, and offers the file', async ({
  workbench,
}) => {
  await workbench.open('first-patch', 0);
  await listening(workbench);
  await send(workbench, 'drop', text({ title: 'In my words' }));
  await expect(workbench.scenario).toHaveText('In my words');
  await workbench.button('Share').click();
  const { dialog } = workbench;
  await expect(dialog).toContainText('What was written about it is not in the link');
  const [download] = await Promise.all([
    workbench.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('in-my-words.klp.json');
});
