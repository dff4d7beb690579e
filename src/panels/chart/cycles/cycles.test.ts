import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../../../kernel/events';
import type { World } from '../../../kernel/world';
import { attempt, disable, force, free, insmod, quiet, rmmod, sleeper, traceOf, viewAt } from '../../panels.testkit';
import { patchPicture } from './patchPicture';
import type { CyclePicture } from './picture';
import { taskPicture } from './taskPicture';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const cat = { kind: 'task', tid: 20 } as const;
const bash = { kind: 'task', tid: 10 } as const;
const swapper = { kind: 'task', tid: 0, cpu: 1 } as const;

/** Who is where, in the words of the boxes. */
const places = ({ list }: CyclePicture) => list.flatMap(({ id, here }) => (here === null ? [] : [[id, here]]));
const taken = ({ news }: CyclePicture) => news.map(({ key, who }) => `${who}: ${key}`);

const at = (world: World, events: readonly KernelEvent[], step = events.length, micro: number | null = null) =>
  viewAt(traceOf(world, events), step, micro);

describe('the life cycle of a task', () => {
  it('counts all tasks when none is selected, and names the one that is alone', () => {
    expect(places(taskPicture(at(sleeper, []), null))).toEqual([['undefined', '4 tasks here']]);
    const loaded = taskPicture(at(sleeper, [insmod(V1)]), null);
    // cat sleeps in the function; the attempt runs on CPU 0 and wakes the idle task of CPU 1.
    expect(places(loaded)).toEqual([
      ['pendingPatched', 'cat:20'],
      ['patched', '3 tasks here'],
    ]);
    expect(loaded.says).toBe('4 tasks: 1 Pending, to patched, 3 Switched to patched.');
    expect(taken(loaded)).toEqual([
      '4 tasks: undefined initPatched',
      '4 tasks: initPatched pendingPatched',
      '3 tasks: pendingPatched patched',
    ]);
  });

  it('follows the selected task, and lights only its moves', () => {
    const view = at(sleeper, [insmod(V1)]);
    const followed = taskPicture(view, cat);
    expect(followed.followed).toBe('cat:20');
    expect(places(followed)).toEqual([['pendingPatched', 'cat:20']]);
    expect(taken(followed)).toEqual(['cat:20: undefined initPatched', 'cat:20: initPatched pendingPatched']);
    expect(followed.lines.filter((line) => line.taken !== null).map((line) => [line.key, line.taken])).toEqual([
      ['undefined initPatched', 1],
      ['initPatched pendingPatched', 2],
    ]);
    expect(taskPicture(view, bash).news).toHaveLength(3);
    expect(places(taskPicture(view, swapper))).toEqual([['patched', 'swapper/1:0']]);
    expect(taskPicture(view, cat)).toBe(followed);
  });

  it('shows inside an event the moves of one microstep only', () => {
    const trace = traceOf(sleeper, [insmod(V1)]);
    const moves = trace.steps[1]?.microsteps ?? [];
    const init = moves.findIndex(({ edge }) => edge.from === '__klp_enable_patch');
    const inside = taskPicture(viewAt(trace, 1, init), cat);
    expect(places(inside)).toEqual([['initPatched', 'cat:20']]);
    expect(taken(inside)).toEqual(['cat:20: undefined initPatched']);
    expect(taskPicture(viewAt(trace, 1, 0), cat).news).toEqual([]);
  });

  it('says that a task was left behind by force, and that it has gone', () => {
    const events = [insmod(V1), force(V1), { type: 'task.exit', tid: 10 } as const];
    expect(places(taskPicture(at(sleeper, events, 2), cat))).toEqual([['leftBehind', 'cat:20']]);
    // A task that sleeps cannot exit.
    const woken = [{ type: 'task.wake', tid: 10 } as const, { type: 'task.exit', tid: 10 } as const];
    const gone = taskPicture(at(sleeper, woken), bash);
    expect(gone.says).toBe('bash:10: Not there. Not forked yet, or gone.');
    expect(taken(gone)).toEqual(['bash:10: undefined absent']);
  });

  it('looks where the step has led, else at the position, else at somebody', () => {
    expect(taskPicture(at(sleeper, [insmod(V1)]), null).eye).toBe('patched');
    expect(taskPicture(at(sleeper, [insmod(V1)]), cat).eye).toBe('pendingPatched');
    expect(taskPicture(at(sleeper, []), null).eye).toBe('undefined');
    expect(patchPicture(at(sleeper, []), null).eye).toBeNull();
  });

  it('counts all tasks when something else is selected', () => {
    expect(taskPicture(at(sleeper, []), { kind: 'patch', name: V1 }).followed).toBeNull();
  });
});

describe('the life cycle of a livepatch', () => {
  const life = [insmod(V1), attempt, disable(V1), attempt, free, rmmod(V1)];

  it('goes from insmod to rmmod', () => {
    const states = life.map((_, step) => places(patchPicture(at(quiet, life, step + 1), { kind: 'patch', name: V1 })));
    expect(states.flat().map(([state]) => state)).toEqual([
      'patching',
      'patched',
      'unpatching',
      'disabled',
      'moduleLeft',
      'absent',
    ]);
    expect(taken(patchPicture(at(quiet, life, 1), null))).toEqual([
      `${V1}: absent loading`,
      `${V1}: loading enabling`,
      `${V1}: enabling patching`,
    ]);
  });

  it('counts the loaded livepatches when none is selected', () => {
    expect(patchPicture(at(quiet, []), null).says).toBe('No livepatch is there.');
    const two = patchPicture(at(quiet, [insmod(V1), attempt, insmod(V2)]), null);
    expect(two.says).toBe('2 livepatches: 1 Patching, 1 Patched.');
    expect(places(patchPicture(at(quiet, [insmod(V1), attempt, insmod(V2), attempt]), null))).toEqual([
      ['patched', '2 livepatches here'],
    ]);
  });

  it('says where a refused livepatch has been: loading, and gone again', () => {
    const refused = patchPicture(at(quiet, [insmod(V2), attempt, insmod(V1)]), { kind: 'patch', name: V1 });
    expect(places(refused)).toEqual([['absent', V1]]);
    expect(taken(refused)).toEqual([`${V1}: absent loading`, `${V1}: loading absent`]);
  });

  it('pins a module that was forced away', () => {
    const world = { ...sleeper, tasks: [{ tid: 20, comm: 'cat', where: 'runnable' as const }] };
    const enter = { type: 'task.call', tid: 20, func: 'cmdline_proc_show' } as const;
    const events = [insmod(V1), attempt, enter, disable(V1), force(V1), attempt, free];
    expect(places(patchPicture(at(world, events), null))).toEqual([['pinned', V1]]);
  });

  it('does not follow what is no livepatch', () => {
    expect(patchPicture(at(quiet, []), { kind: 'patch', name: 'test_klp_callbacks_busy' }).followed).toBeNull();
  });
});

describe('the list', () => {
  it('says the same as the drawing, and names the edges of the chart that make a move', () => {
    const picture = taskPicture(at(sleeper, [insmod(V1)]), cat);
    expect(picture.list.map(({ id, here }) => [id, here])).toEqual(
      picture.boxes.map(({ state, here }) => [state.id, here]),
    );
    const taking = picture.list.flatMap(({ moves }) =>
      moves.filter((move) => move.taken !== null).map(({ key }) => key),
    );
    expect(taking.toSorted()).toEqual(picture.news.map(({ key }) => key).toSorted());
    const starts = picture.list.flatMap(({ moves }) => moves).find(({ key }) => key === 'initPatched pendingPatched');
    expect(starts?.edges.map(({ from }) => from)).toEqual([
      'klp_start_transition',
      'klp_reverse_transition',
      'klp_pre_unpatch_callback',
    ]);
  });
});
