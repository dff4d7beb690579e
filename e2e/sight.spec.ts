import type { KernelEvent } from '../src/kernel/events';
import type { WideWorld } from '../src/kernel/world';
import { catalogue, encode, marksOf, solutions } from './modules';
import { expect, test, type Workbench } from './workbench.page';

/** What a step is about stands in the window, whole and uncovered, at every step of every scenario. */

const offered = catalogue.titles.filter(({ group }) => group !== 'Challenges');
const groups = [...new Set(offered.map(({ group }) => group))];
type Scenario = Awaited<ReturnType<typeof catalogue.loadScenario>>;
const scenarios = await Promise.all(offered.map(({ id }) => catalogue.loadScenario(id)));

test.use({ viewport: { width: 1366, height: 768 } });

/** A thing that is to be seen: one inside the other, the innermost is meant. */
interface Wanted {
  readonly name: string;
  readonly path: readonly string[];
  /** What to do when only what is around it is there: that is looked at instead, nothing is, or it is missing. */
  readonly otherwise: 'around' | 'nothing' | 'missing';
}

/** What Why has to say first: of a refusal always why and the way out, and the values where the rule has compared some; else what helps. */
const inWhy = (refused: boolean): readonly Wanted[] =>
  ['verdict', 'because', 'values', 'way', ...(refused ? [] : ['helps'])].map((about) => ({
    name: `Why: ${about}`,
    path: ['[data-panel="Why"]', `[data-about="${about}"]`],
    otherwise: refused && about !== 'values' ? 'missing' : 'nothing',
  }));

/** What stays at the top of its panel, whatever the panel was scrolled to. */
const counter: Wanted = {
  name: 'the counter',
  path: ['[data-panel="Version counter"]', '[data-stays]'],
  otherwise: 'nothing',
};

/** A step, and what is to be seen at it. */
interface Sight {
  readonly step: number;
  readonly wanted: readonly Wanted[];
}

/**
 * Runs in the page: goes from step to step with the key, and says of each, once it is drawn, what cannot be read, and why. A way
 * of a key from the test into the page and back costs more than the step; `scenarios.spec.ts` presses real ones.
 */
const hidden = async (sights: readonly Sight[]) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const slider = () => document.querySelector<HTMLInputElement>('[data-panel="Timeline"] input[type=range]');
  /** The part of the window that is left for an element by everything around it that scrolls or cuts. */
  const roomFor = (element: Element) => {
    const room = { top: 0, bottom: innerHeight, left: 0, right: innerWidth };
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      room.top = Math.max(room.top, box.top);
      room.bottom = Math.min(room.bottom, box.bottom);
      room.left = Math.max(room.left, box.left);
      room.right = Math.min(room.right, box.right);
    }
    return room;
  };
  const wrongWith = (element: Element): string | null => {
    const box = element.getBoundingClientRect();
    if (box.height === 0) return 'is not drawn';
    const room = roomFor(element);
    const over = Math.round(Math.max(room.top - box.top, box.bottom - room.bottom));
    // What is higher than its panel cannot be whole: then its beginning is there, and fills the room.
    const isTooHigh = box.height > room.bottom - room.top;
    const starts = isTooHigh && box.top > room.top - 2 && box.top < room.top + 24;
    if (over > 1 && !starts) return `is cut by ${over} px`;
    // What takes hold of a separator reaches a little over what it separates.
    const [right, bottom] = [Math.min(box.right, room.right), Math.min(box.bottom, room.bottom)];
    const [dx, dy] = [Math.min(10, (right - box.left) / 3), Math.min(10, (bottom - box.top) / 3)];
    for (const [x, at] of [
      [box.left + dx, Math.max(box.top, room.top) + dy],
      [right - dx, bottom - dy],
    ] as const) {
      const top = document.elementFromPoint(x, at);
      if (top !== null && !element.contains(top) && !top.contains(element))
        return `is covered by ${top.outerHTML.slice(0, 80)}`;
    }
    return null;
  };
  const found = ({ step, wanted }: Sight): string[] => {
    if (slider()?.value !== String(step)) return [`the timeline is at ${slider()?.value}, not at ${step}`];
    return wanted.flatMap(({ name, path, otherwise }) => {
      let element: Element = document.body;
      for (const [at, selector] of path.entries()) {
        const next = element.querySelector(selector);
        // A task in a crowd is a cell of a picture, an edge may be on another chart: then it is the panel that is looked at.
        if (next === null && otherwise === 'nothing') return [];
        if (next === null && (at === 0 || otherwise === 'missing')) return [`${name} is not there`];
        if (next === null) break;
        element = next;
      }
      const wrong = wrongWith(element);
      return wrong === null ? [] : [`${name} ${wrong}`];
    });
  };
  const seen: { readonly step: number; readonly problems: readonly string[] }[] = [];
  for (const sight of sights) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
    // Drawn in a few frames, and fetched when first wanted.
    let problems = ['not looked at'];
    for (let tries = 0; problems.length > 0 && tries < 60; tries += 1) {
      for (let frames = 0; frames < 2; frames += 1) await frame();
      problems = found(sight);
    }
    seen.push({ step: sight.step, problems });
  }
  return seen;
};

/** Opens a scenario in the page that is there, before its first step. */
const enter = async ({ page, scenario, slider }: Workbench, { id, title, steps }: Scenario): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${id}/0`);
  await expect(scenario).toHaveText(title);
  await expect(slider).toHaveAttribute('max', String(steps.length));
  await expect(slider).toHaveValue('0');
};

for (const group of groups)
  test(`${group}: what a step is about is in the window`, async ({ workbench }) => {
    await workbench.open('first-patch');
    const problems: string[] = [];
    let walked = 0;
    for (const scenario of scenarios.filter((each) => each.group === group)) {
      const { id, steps } = scenario;
      await enter(workbench, scenario);
      const sights = steps.map(({ look, expect: expected }, index) => {
        const path = look && [
          `[data-panel="${look.panel}"]`,
          ...marksOf(look).map((mark) => `[data-look^="${mark.replaceAll('"', '\\"')}"]`),
        ];
        const looked = path ? [{ name: JSON.stringify(look), path, otherwise: 'around' } as const] : [];
        return { step: index + 1, wanted: [...inWhy(typeof expected?.refusedBy === 'string'), counter, ...looked] };
      });
      const seen = await workbench.page.evaluate(hidden, sights);
      expect(seen.map(({ step }) => step)).toEqual(sights.map(({ step }) => step));
      for (const { step, problems: found } of seen) problems.push(...found.map((each) => `#/${id}/${step}: ${each}`));
      walked += seen.length;
    }
    expect(walked).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

/** The button that makes it happen, or that opens the menu which does; a module is loaded from the library, one key away. */
const buttonFor = (event: KernelEvent): RegExp | null => {
  switch (event.type) {
    case 'echo.enabled':
      return new RegExp(`^(Disable|Enable|Reverse) ${event.patch}$`);
    case 'echo.force':
      return new RegExp(`^Force ${event.patch}$`);
    case 'echo.param':
      return new RegExp(`/parameters/${event.param}$`);
    case 'rmmod':
      return new RegExp(`^rmmod ${event.module}$`);
    case 'free':
      return /^Run the worker/;
    case 'attempt':
      return /^Attempt$/;
    default:
      return 'tid' in event ? new RegExp(`^What .*:${event.tid} does next$`) : null;
  }
};

test('Challenges: the button that one needs is in the window', async ({ workbench }) => {
  const { page } = workbench;
  let looked = 0;
  await workbench.open('first-patch');
  for (const [id, events] of Object.entries(solutions)) {
    const { title, steps, policy } = await catalogue.loadScenario(id);
    const at = steps.length;
    for (const [index, event] of events.entries()) {
      const name = buttonFor(event);
      if (name === null) continue;
      const branch = { at, events: events.slice(0, index) };
      const step = at + index;
      const source = { kind: 'scenario', id, branch: index === 0 ? null : branch } as const;
      await workbench.editAddress(encode({ policy: policy ?? 'rfc-2019', source, step, micro: null }));
      await expect(workbench.scenario).toHaveText(title);
      await expect(workbench.slider).toHaveValue(String(step));
      const button = page.getByRole('main').getByRole('button', { name }).first();
      await expect(button, `${id}, before ${JSON.stringify(event)}`).toBeInViewport({ ratio: 1 });
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(Object.keys(solutions).length);
});

/** As long as a name may be, and a task for each kind of hold. */
const held = (name: string): WideWorld => ({
  cpus: 4,
  tasks: [
    { tid: 101, comm: 'worker', count: 28 },
    { tid: 201, comm: 'postgres', where: 'uninterruptible', stack: ['ext4:ext4_sync_file', 'vfs_fsync'] },
    { tid: 301, comm: 'kworker/0:1', kind: 'kthread', where: 'kernel', cpu: 0 },
    { tid: 401, comm: 'CPU 0/KVM', count: 3, where: 'interruptible', stack: ['cmdline_proc_show'] },
  ],
  patches: [
    {
      name,
      version: 7,
      funcs: ['cmdline_proc_show', 'meminfo_proc_show', 'ext4:ext4_sync_file'],
      states: [{ id: 1, version: 1 }],
    },
    { name: 'one_more', version: 8, funcs: ['cmdline_proc_show'] },
  ],
});

for (const name of ['my_patch', 'livepatch_of_a_filesystem_and_of_two_files_in_proc'])
  test(`a machine of one’s own: what a refusal says and what helps are in the window (${name})`, async ({
    workbench,
  }) => {
    const events: readonly KernelEvent[] = [
      { type: 'insmod', module: name },
      { type: 'attempt' },
      { type: 'insmod', module: 'one_more' },
    ];
    const source = { kind: 'world', world: held(name), events } as const;
    await workbench.openLink(encode({ policy: 'rfc-2019', source, step: 0, micro: null }));
    const sights = events.map((_, index) => ({ step: index + 1, wanted: inWhy(index === 2) }));
    const seen = await workbench.page.evaluate(hidden, sights);
    expect(seen).toEqual(events.map((_, index) => ({ step: index + 1, problems: [] })));
    await expect(workbench.region('Why').getByRole('heading', { name: 'What helps' })).toBeVisible();
  });
