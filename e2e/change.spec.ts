import type { Locator } from '@playwright/test';
import type { KernelEvent } from '../src/kernel/events';
import type { WideWorld } from '../src/kernel/world';
import { encode } from '../src/link/link';
import { WorldEditor } from './editor.page';
import { Keys } from './keys.page';
import { expect, test, type Workbench } from './workbench.page';

const world = {
  cpus: 2,
  tasks: [
    { tid: 101, comm: 'worker', count: 4 },
    { tid: 201, comm: 'postgres', where: 'uninterruptible', stack: ['ext4_sync_file', 'vfs_fsync'] },
  ],
  patches: [{ name: 'my_patch', version: 1, funcs: ['ext4_sync_file'] }],
} as const satisfies WideWorld;

const stuck: readonly KernelEvent[] = [{ type: 'insmod', module: 'my_patch' }, { type: 'attempt' }];

const linkTo = (own: WideWorld, step: number): string =>
  encode({ policy: 'rfc-2019', source: { kind: 'world', world: own, events: stuck }, step, micro: null });

const [worker, postgres] = world.tasks;
const [patch] = world.patches;

/** The number has the focus, and is typed over as it stands. */
const expectReady = async (number: Locator): Promise<void> => {
  await expect(number).toBeFocused();
  const selected = (input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
  expect(await number.evaluate(selected)).toBe(await number.inputValue());
};

/** A number and Enter: the machine is another one, and everything that has happened is played again on it. */
const become = async (workbench: Workbench, number: string, changed: WideWorld): Promise<void> => {
  await workbench.page.keyboard.type(number);
  await workbench.page.keyboard.press('Enter');
  await expect(workbench.dialog).toBeHidden();
  await workbench.expectAt(2, 2);
  await workbench.expectAddress(linkTo(changed, 2));
};

test('one number is changed from where it is seen: a press, the number and Enter', async ({ workbench }) => {
  const { count, version } = { count: '3', version: '7' };
  const editor = new WorldEditor(workbench);
  const [why, patches, tasks] = [
    workbench.region('Why'),
    workbench.region('Loaded patches'),
    workbench.region('Tasks'),
  ];
  await workbench.openLink(linkTo(world, 2));

  await why.getByRole('button', { name: 'Change postgres …' }).click();
  await expect(editor.row('postgres')).toHaveAttribute('aria-current', 'true');
  await expectReady(editor.field('How many'));
  const three = { ...world, tasks: [worker, { ...postgres, count: 3 }] };
  await become(workbench, count, three);
  // Three that are described together are changed together.
  await expect(why.getByRole('button', { name: /^Change postgres/ })).toHaveCount(1);
  await workbench.button('Put it back').click();
  await workbench.expectAddress(linkTo(world, 2));

  await patches.getByRole('button', { name: 'Change my_patch …' }).click();
  await expectReady(editor.field('Version'));
  await become(workbench, version, { ...world, patches: [{ ...patch, version: 7 }] });
  await workbench.button('Put it back').click();

  // What is selected, is what “Change this world …” opens on; what is left without a change, is there the next time.
  await tasks.getByRole('button', { name: 'worker:102', exact: true }).click();
  await expect(tasks.getByRole('button', { name: 'Change this task …' })).toBeVisible();
  await workbench.button('Change this world …').click();
  await expectReady(editor.field('How many'));
  await expect(editor.row('worker')).toHaveAttribute('aria-current', 'true');
  await editor.row('CPUs').click();
  await editor.press('Cancel');
  await tasks.getByRole('button', { name: 'worker:102', exact: true }).click();
  await workbench.button('Change this world …').click();
  await expectReady(editor.field('CPUs'));
  await become(workbench, '3', { ...world, cpus: 3 });
});

test('each change is put back by itself, by the button again and again or by Back; what is left out leaves a mark', async ({
  workbench,
}) => {
  const { page, slider } = workbench;
  const editor = new WorldEditor(workbench);
  const of = (count: number) => linkTo({ ...world, tasks: [{ ...worker, count }, postgres] }, 2);
  await workbench.openLink(of(4));
  for (const count of [5, 6]) {
    await workbench.button('Change this world …').click();
    await editor.select(/^worker/);
    await editor.write('How many', `${count}`);
    await editor.openWorld();
    await workbench.expectAddress(of(count));
  }
  await expect(page.getByText('This change can be put back, and after it the one before.')).toBeVisible();
  await workbench.button('Put it back').press('Enter');
  await workbench.expectAddress(of(5));
  await expect(page.getByText('The last change is put back.')).toBeVisible();
  await expect(workbench.button('Put back the one before, too')).toBeFocused();
  await page.keyboard.press('Enter');
  await workbench.expectAddress(of(4));
  await expect(page.getByRole('button', { name: /^Put / })).toHaveCount(0);
  for (const count of [5, 6, 5, 4]) {
    await page.goBack();
    await workbench.expectAddress(of(count));
  }

  const left = [...stuck, { type: 'task.return', tid: 201 }] as const;
  const source = { kind: 'world', world, events: left } as const;
  await workbench.openLink(encode({ policy: 'rfc-2019', source, step: 2, micro: null }));
  await expect(slider).toHaveAttribute('aria-valuetext', /^Step 2 of 3: [^,]+$/);
  await workbench.button('Change this world …').click();
  await editor.select('postgres');
  await editor.press('Remove postgres');
  await editor.openWorld();
  await expect(slider).toHaveAttribute('aria-valuetext', /^Step 2 of 2: .*, the next is left out$/);
  await expect(workbench.region('Timeline').getByText('next left out')).toBeVisible();
  await page.reload();
  await expect(workbench.region('Timeline').getByText('next left out')).toBeVisible();
});

test('and by keyboard alone, on the machine of a scenario as well', async ({ workbench }) => {
  const { page, dialog } = workbench;
  const editor = new WorldEditor(workbench);
  const keys = new Keys(workbench);
  await workbench.openLink(linkTo(world, 2));
  const menuOf = (name: string) => workbench.button(`What ${name} does next`);
  const change = async (name: string): Promise<void> => {
    await keys.region('3', 'Tasks');
    await keys.tabTo(menuOf(name));
    await keys.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await workbench.typeTo(workbench.entry('Change this task …'), 'change');
    await page.keyboard.press('Enter');
  };
  await change('worker:101');
  await expectReady(editor.field('How many'));
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(menuOf('worker:101')).toBeFocused();
  await change('worker:101');
  await expectReady(editor.field('How many'));
  await become(workbench, '9', { ...world, tasks: [{ ...worker, count: 9 }, postgres] });
  await expect(page.locator('body')).not.toBeFocused();

  await workbench.open('first-patch', 3);
  await change('bash:410');
  await expect(dialog).toContainText('What has happened since is played again');
  await expectReady(editor.field('How many'));
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await workbench.expectAt(3);
  await expect(workbench.region('Tasks')).toContainText('bash:411');
  await keys.use('Put it back');
  await workbench.expectAddress('#/first-patch/3');
});

test('of hundreds of different tasks what is typed is judged at once when it is to be opened', async ({
  workbench,
}) => {
  const { page, dialog } = workbench;
  const editor = new WorldEditor(workbench);
  const tasks = Array.from({ length: 220 }, (_, at) => ({ tid: 100 + at, comm: `task${at}` }));
  const source = { kind: 'world', world: { cpus: 2, tasks }, events: [] } as const;
  await workbench.openLink(encode({ policy: 'rfc-2019', source, step: 0, micro: null }));
  await workbench.button('Change this world …').click();
  await editor.row(/^task7asleep/).click();
  await editor.field('How many').fill('x');
  await page.keyboard.press('Enter');
  await expect(editor.field('How many')).toHaveAttribute('aria-invalid', 'true');
  await expect(editor.field('How many')).toBeFocused();
  await page.keyboard.type('3');
  await expect(editor.row('task7 × 3')).toBeVisible();
  // The row that comes back later than the form has the focus all the same.
  await editor.press('Remove task7 × 3');
  await expect(editor.row(/^task8/).first()).toBeFocused();
  await editor.press('Undo');
  await expect(editor.row('task7 × 3')).toBeFocused();
  await editor.press('Change this world');
  await expect(dialog).toBeHidden();
});
