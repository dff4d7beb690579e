import { describe, expect, it } from 'vitest';
import type { Fact } from '../chart/facts';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { readingOf } from '../kernel/readings';
import { attempt, cruncher, echo, insmod, reader, shell } from '../scenarios/builders';
import { run } from '../trace/trace';
import { view } from '../viewer/selectors';
import { factSentence, why } from './why';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';

const storyOf = (events: readonly KernelEvent[], micro: number | null = null, step = events.length) =>
  why(view({ trace: run('rfc-2019', boot({ tasks: [shell(10), cruncher(20, 0)] }), events), cursor: { step, micro } }));

describe('why', () => {
  it('teaches at the boot', () => {
    expect(storyOf([])).toMatchObject({ kind: 'boot', asked: 'boot', answer: null, path: [] });
  });

  it('tells a load: the command, the rule that let it through with its values, the phases', () => {
    const story = storyOf([insmod(V1)]);
    expect(story).toMatchObject({
      kind: 'done',
      command: 'insmod test_klp_version_1.ko',
      phaseBefore: 'idle',
      phase: 'patching',
      refusal: null,
    });
    expect(story.answer).toMatchObject({ refused: false, rule: 'versionNotNewer' });
    expect(story.answer?.compared[0]).toMatchObject({ leftValue: '1', relation: '>', rightValue: '0', holds: true });
    expect(story.path.length).toBeGreaterThan(4);
    expect(story.sentences.join(' ')).toContain('`TIF_PATCH_PENDING`');
  });

  it('tells a refusal: rule, errno, values, source, reading and way out', () => {
    const story = storyOf([insmod(V2), { type: 'tick' }, attempt, insmod(V1)]);
    expect(story.kind).toBe('refused');
    expect(story.refusal).toMatchObject({ rule: 'versionNotNewer', errno: 'EINVAL' });
    expect(story.refusal?.compared[0]).toMatchObject({ leftValue: '1', rightValue: '2', holds: false });
    expect(story.refusal?.wayOut).not.toBe('');
    expect(readingOf(story.reading ?? '')?.title).toBeTruthy();
    expect(story.sentences).not.toContain(story.refusal?.because);
  });

  it('names the edge of a step with only one', () => {
    const { path } = storyOf([{ type: 'task.wake', tid: 10 }]);
    expect(path).toHaveLength(1);
    expect(path[0]?.says).toMatch(/\.$/);
    expect(path[0]?.source).toMatch(/^kernel\//);
  });

  it('emphasises the microstep inside an event, and does not tell the refusal before it is given', () => {
    const events = [insmod(V2), { type: 'tick' } as const, attempt, insmod(V1)];
    const inside = storyOf(events, 0);
    expect(inside.kind).toBe('done');
    expect(inside.inside).toMatchObject({ at: 1 });
    expect(inside.path.map(({ current }) => current).indexOf(true)).toBe(0);
    expect(inside.path.at(-1)?.ahead).toBe(true);
    const whole = storyOf(events);
    const given = whole.path.findIndex(({ says }) => says.startsWith('refused'));
    expect(storyOf(events, given).kind).toBe('refused');
  });

  it.each<[KernelEvent, string]>([
    [
      { type: 'task.call', tid: 20, func: 'cmdline_proc_show' },
      '`cruncher:20` runs the original `cmdline_proc_show`, being KLP_UNPATCHED.',
    ],
    [
      { type: 'task.fork', tid: 20, child: 21 },
      'The child `cruncher:21` starts as KLP_UNPATCHED, like its parent, with `TIF_PATCH_PENDING`.',
    ],
  ])('says what is seen on the task after %j', (event, sentence) => {
    expect(storyOf([insmod(V1), event]).headline).toContain(sentence);
  });

  it('names the replacement that a switched task enters', () => {
    const events: KernelEvent[] = [
      insmod(V1),
      { type: 'tick' },
      { type: 'task.call', tid: 20, func: 'cmdline_proc_show' },
    ];
    expect(storyOf(events).headline[0]).toMatch(
      /^`cruncher:20` runs `\w+` of `test_klp_version_1`, being KLP_PATCHED\.$/,
    );
  });

  it('is the same story for the same view', () => {
    const trace = run('rfc-2019', boot({ tasks: [reader(20)] }), [insmod(V1), echo('0', V1)]);
    const placed = { trace, cursor: { step: 2, micro: null } };
    expect(why(view(placed))).toBe(why(view(placed)));
  });
});

describe('factSentence', () => {
  it.each<[Fact, string | null]>([
    [{ type: 'stayed', tasks: [] }, null],
    [
      { type: 'stayed', tasks: [{ tid: 7, comm: 'cat', why: 'sleeping', func: 'f' }] },
      'Not switched: `cat:7` is sleeping on `f`.',
    ],
    [
      {
        type: 'stayed',
        tasks: [1, 2, 3, 4, 5].map((tid) => ({ tid, comm: 'cat', why: tid < 3 ? 'running' : 'unreliable' })),
      },
      'Not switched: 2 running, 3 with an unreliable stack.',
    ],
    [{ type: 'aside', tid: 7 }, 'The attempt pushed `cat:7` off its CPU.'],
    [
      { type: 'switched', tids: [7], cpus: [1], by: 'attempt' },
      'Switched by the attempt, which found no affected function on the stack: `cat:7`, `swapper/1:0`.',
    ],
    [
      { type: 'switched', tids: Array.from({ length: 1200 }, (_, tid) => tid + 1), cpus: [], by: 'force' },
      'Switched by force, whatever is on the stack: 1,200 tasks.',
    ],
    [{ type: 'complete', patch: 'p', target: 1 }, '`p` is patched.'],
    [{ type: 'complete', patch: 'p', target: 0 }, '`p` is unpatched.'],
    [
      { type: 'counter', from: 1, to: 2 },
      '`latest_version` goes from 1 to 2: the highest version enabled now that the transition is complete.',
    ],
    [{ type: 'replaced', patches: ['a', 'b'], by: 'c' }, '`c` replaces `a`, `b`, without running their callbacks.'],
    [
      {
        type: 'callback',
        name: 'pre_patch',
        patch: 'p',
        object: 'm',
        moduleState: 'COMING',
        log: [],
        returned: 'ENODEV',
      },
      '`pre_patch` of `p` ran for `m` (COMING) and returned -ENODEV.',
    ],
    [{ type: 'printed', module: 'm', lines: ['x'] }, '`m` printed 1 line to the kernel log.'],
  ])('%j: %s', (fact, sentence) => {
    expect(factSentence(fact, (tid) => `cat:${tid}`)).toBe(sentence);
  });
});
