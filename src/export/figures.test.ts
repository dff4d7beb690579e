import { describe, expect, it } from 'vitest';
import { stickyRefusesDisable } from '../scenarios/11-sticky-refuses-disable';
import { stuckForce } from '../scenarios/25-stuck-force';
import { thousandTasks } from '../scenarios/29-thousand-tasks';
import { nopBlocks } from '../scenarios/32-nop-blocks';
import { loadScenario, titles } from '../session/catalogue';
import { figureSvg } from './figure/figure';
import { wordsOf, xmlProblem } from './figure/figure.testkit';
import { stripSvg } from './figure/strip';
import { figureOf, figuresOf } from './figures';
import { lastOf, policyTitle, storyOfScenario } from './story';

const at = (step: number, micro: number | null = null) => ({ step, micro });
const sticky = storyOfScenario(stickyRefusesDisable);

describe('the figure of a refusal', () => {
  const figure = figureOf(sticky, at(4), 'https://example.org/#/sticky-refuses-disable/4');

  it('has what was asked, the rule, the error and the values', () => {
    expect(figure.asked).toBe('echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled');
    expect(figure.answer).toMatchObject({ kind: 'refused', rule: 'stickyMayNotBeDisabled', errno: 'EPERM' });
    expect(figure.answer.compared.map(({ values }) => values)).toEqual(['1 = 0? no']);
  });

  it('has the patch as it stays: enabled, version 1, sticky, and the counter', () => {
    expect(figure.patches).toEqual([
      expect.objectContaining({
        name: 'test_klp_sticky_0',
        version: 1,
        sticky: true,
        replace: false,
        status: 'enabled',
      }),
    ]);
    expect(figure.latestVersion).toBe(1);
  });

  it('has the func_stacks, newest first', () => {
    const stacks = figure.funcs.map(({ name, entries }) => [name, ...entries.map(({ patch }) => patch)]);
    expect(stacks).toEqual([
      ['cmdline_proc_show', 'test_klp_sticky_0', null],
      ['meminfo_proc_show', 'test_klp_sticky_0', null],
    ]);
  });

  it('has the step’s sentence and its place', () => {
    expect(figure.caption).toMatch(/^Refused: the patch is sticky\./);
    expect([figure.step, figure.last, figure.title]).toEqual([4, 7, 'Sticky refuses to be disabled']);
  });
});

describe('the tasks of a figure', () => {
  it('name the frame that blocks', () => {
    const { tasks } = figureOf(sticky, at(1), null);
    const cat = tasks.lanes.find(({ name }) => name === 'cat:611');
    expect(cat).toMatchObject({ sign: 'blockedOff', status: 'blocked' });
    expect(cat?.frames).toEqual([
      expect.objectContaining({ name: 'meminfo_proc_show', runs: 'original', mark: 'blocks' }),
    ]);
  });

  it('put a task in the way before all others when there is no room', () => {
    const { tasks } = figureOf(storyOfScenario(nopBlocks), at(5), null);
    const heaviest = tasks.lanes.toSorted((a, b) => b.weight - a.weight)[0];
    expect(heaviest?.name).toBe('cat:611');
  });

  it('mark a frame that force left behind', () => {
    const { tasks } = figureOf(storyOfScenario(stuckForce), at(6), null);
    expect(tasks.lanes.flatMap(({ frames }) => frames.map(({ mark }) => mark))).toContain('left behind');
  });

  it('are counted when they are many, and add up', () => {
    const { tasks } = figureOf(storyOfScenario(thousandTasks), at(1), null);
    expect(tasks.total).toBeGreaterThan(1000);
    expect(tasks.counts.reduce((sum, { count }) => sum + count, 0)).toBe(tasks.total);
    expect(tasks.lanes.length).toBeLessThanOrEqual(2);
  });
});

describe('a figure', () => {
  it('of a place inside a step says which microstep it is', () => {
    expect(figureOf(sticky, at(1, 0), null).inside).toMatch(/^, microstep 1 of \d+$/);
  });

  it('leaves out a link that would fill the slide', () => {
    expect(figureOf(sticky, at(1), `https://example.org/#/${'x'.repeat(300)}`).link).toBeNull();
  });

  it('has no counter under a policy that keeps none', () => {
    const story = storyOfScenario({ ...stickyRefusesDisable, policy: 'atomic-replace' });
    expect(figureOf(story, at(1), null).latestVersion).toBeNull();
  });
});

it('every step of every scenario gives well-formed figures that tell it', async () => {
  const problems: string[] = [];
  let count = 0;
  for (const { id } of titles) {
    const story = storyOfScenario(await loadScenario(id));
    const figures = figuresOf(story);
    expect(figures).toHaveLength(lastOf(story));
    for (const figure of figures) {
      const svg = figureSvg(figure, 'light');
      const words = wordsOf(svg).replaceAll('\n', ' ');
      const tells = words.includes(`Step ${figure.step} of ${figure.last}`) && words.includes(figure.title);
      const rule = figure.answer.rule === null || words.includes(figure.answer.rule);
      count += 1;
      if (xmlProblem(svg) !== null || !tells || !rule) problems.push(`${id} ${figure.step}: ${xmlProblem(svg)}`);
    }
    const { title, opening } = story;
    const strip = stripSvg({ title, opening, policy: policyTitle(story), frames: figures, link: null }, 'dark');
    if (xmlProblem(strip) !== null) problems.push(`${id}: ${xmlProblem(strip)}`);
  }
  expect(problems).toEqual([]);
  expect(count).toBeGreaterThan(500);
});
