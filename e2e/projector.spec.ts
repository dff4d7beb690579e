import { WorldEditor } from './editor.page';
import { expect, test } from './workbench.page';

test.describe('on a projector of 1280 × 720', () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  test('what a step is about has room, and a key comes to the rest', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('stuck-force', 5);
    await workbench.theme('Projector');
    for (const [name, least] of [
      ['Tasks', 350],
      ['Why', 240],
      ['Loaded patches', 150],
    ] as const) {
      await expect(workbench.region(name)).toBeInViewport({ ratio: 0.8 });
      expect((await workbench.region(name).boundingBox())?.height, name).toBeGreaterThan(least);
    }
    await expect(workbench.region('Sysfs')).toBeInViewport({ ratio: 0.9 });
    await page.keyboard.press('8');
    await expect(workbench.region('Sysfs')).toBeInViewport({ ratio: 0.9 });
    await workbench.button('Enlarge Sysfs').click();
    await expect(workbench.region('Sysfs')).toBeInViewport({ ratio: 0.9 });
    expect((await workbench.region('Sysfs').boundingBox())?.width).toBe(1280);
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    await expect(workbench.region('Why')).toBeInViewport({ ratio: 0.9 });
  });

  test('the policy’s name and the event’s are whole', async ({ workbench }) => {
    await workbench.open('sticky-refuses-disable', 4);
    await workbench.theme('Projector');
    const isCut = (element: Element) => element.scrollWidth > element.clientWidth;
    const event = workbench.region('Timeline').locator('code').first();
    await expect(event).toHaveText('echo 0 > test_klp_sticky_0/enabled');
    expect(await event.evaluate(isCut)).toBe(false);
    expect(await workbench.policy.locator('span').first().evaluate(isCut)).toBe(false);
  });

  test('what was pasted can be added, whatever is said of it', async ({ workbench }) => {
    const editor = new WorldEditor(workbench);
    await workbench.open('first-patch');
    await workbench.theme('Projector');
    await editor.open();
    await editor.press('Paste …');
    const add = editor.dialog.getByRole('button', { name: 'Add what it says' });
    await expect(add).toBeInViewport({ ratio: 1 });
    const frames = Array.from({ length: 12 }, (_, at) => `[<0>] f${at}(x)+0x1/0x2`).join('\n');
    await editor.dialog.getByRole('textbox').fill(`[<0>] do_fsync+0x1/0x2\n${frames}`);
    await expect(editor.dialog.getByRole('list', { name: 'Lines that need another look' })).toBeVisible();
    await expect(editor.dialog.getByRole('button', { name: /^Add 1 task/ })).toBeInViewport({ ratio: 1 });
  });
});

test.describe('on a projector of 1366 × 768', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test('a question leaves the strip of tabs in sight', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.open('sticky-refuses-disable', 3);
    await workbench.theme('Projector');
    await workbench.tool(/^Guess first/);
    await expect(page.getByRole('button', { name: 'See what happens' })).toBeInViewport({ ratio: 1 });
    for (const name of ['Statechart', 'Sysfs'] as const)
      await expect(workbench.region(name)).toBeInViewport({ ratio: 0.9 });
    // The answer, and the next question beside it: at the edge is only the room below the words of the tabs.
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'See what happens' }).click();
    await expect(page.getByText('It is refused: sticky may not be disabled')).toBeVisible();
    await expect(page.getByRole('button', { name: 'See what happens' })).toBeInViewport({ ratio: 1 });
    for (const name of ['Statechart', 'Sysfs'] as const)
      await expect(workbench.region(name)).toBeInViewport({ ratio: 0.9 });
  });
});
