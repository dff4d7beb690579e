import { expect, it } from 'vitest';
import { loadScenario } from '../scenarios/index';
import { createMine } from '../session/mine';
import { createViewer } from '../viewer/store';
import { openGiven } from './openGiven';

const task = (tid: number): string =>
  `task:a${tid} state:S stack:0 pid:${tid} tgid:${tid} ppid:1 flags:0x0\n f+0x1/0x2\n`;

it('two files that are given one right after the other are both on the machine', async () => {
  const viewer = createViewer({ loadScenario });
  viewer.verbs.openWorld({ tasks: [{ tid: 1, comm: 'systemd' }] }, [{ type: 'task.wake', tid: 1 }]);
  const both = [
    openGiven([{ text: task(201) }], viewer, createMine()),
    openGiven([{ text: task(202) }], viewer, createMine()),
  ];
  expect(await Promise.all(both)).toEqual([null, null]);
  expect(viewer.store.getState().world.tasks.map(({ tid }) => tid)).toEqual([1, 201, 202]);
});

it('what cannot be read holds up nothing that comes after it', async () => {
  const viewer = createViewer({ loadScenario });
  viewer.verbs.openWorld({ tasks: [{ tid: 1, comm: 'systemd' }] });
  const both = [
    openGiven([{ text: 'no such thing' }], viewer, createMine()),
    openGiven([{ text: task(202) }], viewer, createMine()),
  ];
  const [first, second] = await Promise.all(both);
  expect(first?.[0]).toContain('is text of another kind');
  expect(second).toBeNull();
});

it('a machine with more tasks than CPUs says so, and another one is opened without a word', async () => {
  const viewer = createViewer({ loadScenario });
  const file = (count: number): string => {
    const world = { cpus: 1, tasks: [{ tid: 1, comm: 'spinner', where: 'user', count }] };
    return JSON.stringify({ klp: 1, title: 'A file', world, steps: [] });
  };
  await openGiven([{ text: file(2) }], viewer, createMine());
  expect(viewer.store.getState().notice).toEqual({
    kind: 'opened',
    says: '2 tasks want to be on a CPU and there is one: the rest are runnable.',
    lines: [],
  });
  await openGiven([{ text: file(1) }], viewer, createMine());
  expect(viewer.store.getState().notice).toBeNull();
});
