import { expect, test } from './workbench.page';

test('the life cycle of a task follows the task that is selected', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('sticky-reversed', 0);
  const chart = workbench.app.region('Statechart');
  await chart.getByRole('tab', { name: 'Task', exact: true }).click();
  await expect(chart.getByText('6 tasks: 6 No transition.')).toBeVisible();

  await workbench.stepOver();
  await expect(chart.getByText('6 tasks: 1 Pending, to patched, 5 Switched to patched.')).toBeVisible();

  await workbench.region('Tasks').getByRole('button', { name: 'cat:611', exact: true }).click();
  await expect(chart.getByRole('img', { name: /^cat:611: Pending, to patched\./ })).toBeVisible();
  const moves = chart.getByRole('list', { name: 'Moves of this step' });
  await expect(moves.getByRole('listitem')).toHaveCount(2);

  await workbench.button('Step over').click();
  await workbench.button('Step over').click();
  await expect(chart.getByRole('img', { name: /^cat:611: Switched back\./ })).toBeVisible();
  await chart.getByRole('button', { name: 'List', exact: true }).click();
  const here = chart.getByRole('list', { name: 'States of a task' }).locator('[aria-current="true"]');
  await expect(here.getByRole('heading')).toHaveText('Switched back cat:611');
  await expect(chart.getByText('in this step')).toHaveCount(1);
  expect(await workbench.app.axe('[data-panel=Statechart]')).toEqual([]);

  await chart.getByRole('button', { name: 'Show all tasks' }).click();
  await expect(chart.getByText('6 tasks: 5 Pending, back, 1 Switched back.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show all tasks' })).toBeHidden();
});

test('the life cycle of a livepatch follows the card that is selected', async ({ workbench }) => {
  await workbench.open('sticky-lifted', 5);
  const chart = workbench.app.region('Statechart');
  await expect(chart.getByText('2 livepatches: 1 Patching, 1 Being replaced.')).toBeVisible();
  await workbench.region('Loaded patches').getByRole('button', { name: 'test_klp_sticky_0', exact: true }).click();
  await expect(chart.getByRole('img', { name: /^test_klp_sticky_0: Being replaced\./ })).toBeVisible();
  expect(await workbench.app.axe('[data-panel=Statechart]')).toEqual([]);
});

test('the rules of the policy stand on the edges of a livepatch’s life: asked, refused, open', async ({
  workbench,
}) => {
  await workbench.open('sticky-refuses-disable', 4);
  const picture = workbench.app.region('Statechart').getByRole('img', { name: /^1 livepatch: / });
  await expect(picture.getByText('✕ not sticky', { exact: true })).toBeVisible();
  await expect(picture.getByText('refused, 1 = 0', { exact: true })).toBeVisible();
  await expect(picture.getByText('◐ version > latest_version', { exact: true })).toBeVisible();
  // Another policy, other rules.
  await workbench.choose(workbench.policy, /^System state/);
  await expect(picture.getByText('✕ not sticky', { exact: true })).toBeHidden();
  await expect(picture.getByText(/state versions ≥ theirs$/)).toBeVisible();
});

test('Readings lead from a refusal to a step that depends on a reading', async ({ workbench }) => {
  await workbench.open('sticky-refuses-disable', 4);
  const why = workbench.region('Why');
  await why
    .getByText(/^Reading \d+, ours/)
    .first()
    .click();
  await why.getByRole('button', { name: 'All readings' }).click();
  const { dialog } = workbench;
  await expect(dialog.getByRole('heading', { name: 'Readings', exact: true })).toBeVisible();
  await expect(dialog.locator('article[aria-current="true"]')).toContainText('which patches may replace a sticky one');
  expect(await workbench.app.axe('[role=dialog]')).toEqual([]);
  await dialog.getByRole('link', { name: 'Downgrade by disabling, step 6' }).click();
  await expect(dialog).toBeHidden();
  await workbench.expectAt(6, 13);
  await expect(workbench.scenario).toHaveText('Downgrade by disabling');
});
