import { readFile } from 'node:fs/promises';
import { expect, test } from './workbench.page';

test('a scenario is exported as a file, and opened again from it, with its words and its steps', async ({
  workbench,
}, info) => {
  const { page } = workbench;
  await workbench.open('sticky-refuses-disable', 0);
  await workbench.tool(/^Export/);
  await page.getByRole('tab', { name: 'File' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('sticky-refuses-disable.klp.json');
  const file = info.outputPath('mine.klp.json');
  await download.saveAs(file);
  const text = await readFile(file, 'utf8');
  await page.keyboard.press('Escape');

  // A bad one first: what and where, and nothing changes.
  const before = page.url();
  await workbench.tool(/^Open a file/);
  const dialog = page.getByRole('dialog', { name: 'Open a file' });
  await dialog.getByRole('textbox').fill(text.replace('"title": "', '"titel": "'));
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('unknown field "titel"');
  await expect(dialog.getByRole('alert')).toContainText('the field "title" is missing');
  expect(page.url()).toBe(before);

  await dialog.getByLabel(/Choose a file/).setInputFiles({
    name: 'mine.klp.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replace('Sticky refuses to be disabled', 'My own title')),
  });
  await expect(dialog).toBeHidden();
  await expect(workbench.scenario).toHaveText('My own title');
  await expect(page).toHaveURL(/#\/own\//);

  // A reload keeps it, title and all.
  await page.reload();
  await workbench.expectOpen();
  await expect(workbench.scenario).toHaveText('My own title');
});

test('a file is dropped on the page, or its text is pasted', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('first-patch', 0);
  const text = (title: string) =>
    JSON.stringify({
      klp: 1,
      title,
      world: { cpus: 1, tasks: [{ tid: 1, comm: 'init' }] },
      steps: [{ event: { type: 'insmod', module: 'test_klp_livepatch' }, says: 'In it goes.' }],
    });
  const send = (kind: 'drop' | 'paste', content: string) =>
    page.evaluate(
      ([type, json]) => {
        const data = new DataTransfer();
        if (type === 'drop') data.items.add(new File([json], 'x.klp.json'));
        else data.setData('text/plain', json);
        const event =
          type === 'drop'
            ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      },
      [kind, content] as const,
    );
  // What listens for it is fetched once the first screen is there.
  await expect(async () => {
    await send('drop', text('Dropped'));
    await expect(workbench.scenario).toHaveText('Dropped', { timeout: 1000 });
  }).toPass();
  await send('paste', text('Pasted'));
  await expect(workbench.scenario).toHaveText('Pasted');
  await send('drop', text('Broken').replace('"klp":1', '"klp":9'));
  await expect(page.getByRole('alert')).toContainText('made by a newer release');
  await page.keyboard.press('Escape');
  await expect(workbench.scenario).toHaveText('Pasted');
});
