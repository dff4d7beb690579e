import { describe, expect, it } from 'vitest';
import { chartUnder } from '../../chart/under';
import { boot } from '../../kernel/boot';
import type { Kernel } from '../../kernel/model';
import { defaultPolicy, policies } from '../../kernel/policies';
import { readings } from '../../kernel/readings';
import { loadScenario, titles } from '../../scenarios';
import { all as challenges } from '../../scenarios/challenges/all';
import type { Scenario } from '../../scenarios/scenario';
import { run } from '../../trace/trace';
import { entriesIn, entryOf, glossary, partsOf, search, wordsOf as wordsOfGlossary } from './entries';

const scenarios: readonly Scenario[] = [
  ...(await Promise.all(titles.map(({ id }) => loadScenario(id)))),
  ...challenges,
];

const played = scenarios.map(({ world, steps, policy = defaultPolicy.id, opening, challenge }) => {
  const trace = run(
    policy,
    boot(world),
    steps.map(({ event }) => event),
  );
  const refusals = trace.steps.flatMap(({ refusal }) =>
    refusal === null ? [] : [refusal.because, refusal.wayOut, refusal.source.rfc ?? '', refusal.rule],
  );
  const sentences = [
    opening,
    challenge?.goal ?? '',
    ...steps.map(({ says }) => says),
    ...refusals.filter((text) => / /.test(text)),
  ];
  return { sentences, trace };
});

/** Everything that has a name of its own in a kernel: modules, functions, parameters, tasks. */
const namesIn = ({ library, symbols, tasks }: Kernel): readonly string[] => [
  ...symbols,
  ...library.flatMap((image) => [
    image.name,
    ...image.params.map(({ name }) => name),
    ...(image.kind === 'target'
      ? [...image.functions.map(({ name }) => name), image.worker?.func ?? '']
      : image.objects.flatMap(({ funcs }) => funcs.flatMap(({ oldName, newName }) => [oldName, newName]))),
  ]),
  ...tasks.flatMap(({ comm, stack }) => [comm, ...stack.map(({ func }) => func)]),
];

const names = new Set(played.flatMap(({ trace }) => trace.steps.flatMap(({ kernel }) => namesIn(kernel))));

const rules = policies.flatMap(({ id }) =>
  chartUnder(id).states.flatMap(({ description, edges }) => [
    description,
    ...edges.filter(({ guard }) => guard.kind !== 'rule').map((edge) => edge.description),
  ]),
);

/** In backticks, with an underscore, in capitals with an underscore, or an error number. */
const KERNEL_WORDS = /`[^`]+`|(?<![\w/.])[A-Za-z]\w*_\w+(?:\(\))?|(?<!\w)-E[A-Z]{3,}/g;

const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(KERNEL_WORDS)].map(([word]) => word.replaceAll('`', '').replace(/\(\)$/, ''));

describe('the glossary', () => {
  it('has at least 40 words, each once, each with a sentence and a place in the kernel', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(40);
    const words = glossary.flatMap(({ term, also }) => [term, ...also]);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    for (const { says, kernel } of glossary) {
      expect(says).toMatch(/^\S.*[.]$/);
      expect(says).not.toMatch(/!|`/);
      expect(says.length).toBeLessThanOrEqual(200);
      expect(kernel).toMatch(/\.[ch]\b|\/|RFC of|Patch series of/);
    }
  });

  it.each([
    'klp_transition_patch',
    'func_stack',
    'TIF_PATCH_PENDING',
    'patch_state',
    'KLP_PATCHED',
    'klp_ops',
    'nop',
    'sticky',
    'atomic replace',
    'fake signal',
    'sympos',
    'klp_signals_cnt',
    'refcount',
    'ftrace handler',
    'post handler',
    'idle task',
    'kthread',
    'freezable',
    'uninterruptible',
    'pre_patch',
    'taint',
    'sysfs',
    'kobject',
    'latest_version',
    'system state',
  ])('knows %s', (word) => {
    expect(entryOf(word)).toBeDefined();
  });

  it('knows every kernel word of the scenarios, the rules and the readings, or it is a name', () => {
    const texts = [
      ...played.flatMap(({ sentences }) => sentences),
      ...rules,
      ...readings.flatMap(({ ours, other }) => [ours, other]),
    ];
    const words = new Set(texts.flatMap(wordsOf));
    expect(words.size).toBeGreaterThan(50);
    const unknown = [...words].filter((word) => entryOf(word) === undefined && !names.has(word));
    expect(unknown).toEqual([]);
  });
});

describe('a text in parts', () => {
  it('is the text again when put together', () => {
    for (const { sentences } of played)
      for (const text of sentences)
        expect(
          partsOf(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
  });

  it('finds each entry once, the longest word first, and no word inside another', () => {
    const parts = partsOf('klp_patches lists two livepatches; each livepatch has a func_stack, not a my_func_stack_2.');
    expect(parts.filter(({ entry }) => entry !== null).map(({ text }) => text)).toEqual([
      'klp_patches',
      'livepatches',
      'func_stack',
    ]);
  });

  it('has a name of a task whole, where a word begins it', () => {
    const text = 'swapper/0:0 and kworker/u8:2 run; kworker/0:1H:702 (a kthread) sleeps. swapper: 1/2';
    const found = partsOf(text).filter(({ entry }) => entry !== null);
    expect(found.map((part) => part.text)).toEqual(['swapper/0:0', 'kworker/u8:2']);
    const all = wordsOfGlossary(text).map(({ from, to }) => text.slice(from, to));
    expect(all).toEqual(['swapper/0:0', 'kworker/u8:2', 'kworker/0:1H:702', 'kthread', 'swapper']);
  });

  it('finds functions with their brackets, and error numbers', () => {
    expect(entriesIn('klp_ftrace_handler() says -EBUSY.').map(({ term }) => term)).toEqual([
      '-EBUSY',
      'klp_ftrace_handler',
    ]);
  });

  it('finds nothing in ordinary words', () => {
    expect(partsOf('Nothing to see here.')).toEqual([{ text: 'Nothing to see here.', entry: null }]);
    expect(partsOf('')).toEqual([]);
  });
});

describe('a search', () => {
  it('finds words before explanations, whatever the case', () => {
    expect(search('NOP')[0]?.term).toBe('nop');
    expect(
      search('signal')
        .map(({ term }) => term)
        .slice(0, 2),
    ).toContain('fake signal');
    expect(search('  ')).toBe(glossary);
    expect(search('no such word')).toEqual([]);
  });

  it('finds a word as often as it stands in a text, and where', () => {
    const text = 'sticky, not sticky_0, and sticky';
    expect(wordsOfGlossary(text).map(({ entry, from, to }) => [entry.term, from, to])).toEqual([
      ['sticky', 0, 6],
      ['sticky', 26, 32],
    ]);
  });
});
