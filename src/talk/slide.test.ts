import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { attempt, cruncher, insmod, reader, shell } from '../scenarios/builders';
import type { Look } from '../scenarios/look';
import { run } from '../trace/trace';
import { view } from '../viewer/selectors';
import { names, slideOf } from './slide';

const tasks = [
  { ...shell(10), comm: 'bash' },
  cruncher(20, 0),
  { ...reader(30), comm: 'cat', where: 'uninterruptible' as const },
  ...[41, 42, 43, 44].map((tid) => ({ tid, comm: 'worker' })),
];
const WHY: Look = { panel: 'Why' };

/** The comms on the slide after these events. */
const onSlide = (events: readonly KernelEvent[], look: Look, sentence: string): readonly string[] => {
  const trace = run('rfc-2019', boot({ cpus: 2, tasks }), events);
  const at = view({ trace, cursor: { step: events.length, micro: null } });
  const { threads } = slideOf(at, look, sentence);
  return at.kernel.tasks.flatMap(({ comm }, index) => (threads?.has(index) ? [comm] : []));
};

describe('the slide shows what its step is about', () => {
  const V1 = 'test_klp_version_1';

  it.each<[string, readonly KernelEvent[], Look, string, readonly string[]]>([
    ['the task that acts', [{ type: 'task.wake', tid: 30 }], WHY, '', ['cat']],
    ['the task that the camera looks at', [], { panel: 'Tasks', task: 20 }, '', ['cruncher']],
    ['the task that its sentence names', [], WHY, 'Now bash reads the file.', ['bash']],
    ['who blocks', [insmod(V1), attempt], WHY, '', ['cruncher', 'cat']],
  ])('%s', (_, events, look, sentence, comms) => {
    expect(onSlide(events, look, sentence)).toEqual(expect.arrayContaining([...comms]));
  });

  it('and not the crowd that nobody speaks of', () => {
    expect(onSlide([], WHY, 'Now bash reads the file.')).toEqual(['bash']);
  });

  it('shows everybody where there are few, and all livepatches where there are few', () => {
    const trace = run('rfc-2019', boot({ cpus: 1, tasks: tasks.slice(0, 2) }), []);
    const at = view({ trace, cursor: { step: 0, micro: null } });
    expect(slideOf(at, WHY, '')).toEqual({ threads: null, modules: null });
  });
});

describe('names', () => {
  it.each([
    ['`cat` reads', 'cat', true],
    ['the category', 'cat', false],
    ['kworker/0:1 waits', 'kworker/0:1', true],
    ['test_klp_version_10 loads', 'test_klp_version_1', false],
  ])('%s: %s is %s', (sentence, name, is) => expect(names(sentence, name)).toBe(is));
});
