/** The app's own figures in a test, made outside of the browser: see `modules.ts`. */
import { tsImport } from 'tsx/esm/api';
import type { Scenario } from '../src/scenarios/scenario';

const { storyOfScenario, policyTitle }: typeof import('../src/export/story') = await tsImport(
  '../src/export/story.ts',
  import.meta.url,
);
const { figuresOf }: typeof import('../src/export/figures') = await tsImport(
  '../src/export/figures.ts',
  import.meta.url,
);
const { figureSvg }: typeof import('../src/export/figure/figure') = await tsImport(
  '../src/export/figure/figure.ts',
  import.meta.url,
);
const { stripSvg }: typeof import('../src/export/figure/strip') = await tsImport(
  '../src/export/figure/strip.ts',
  import.meta.url,
);

const LINK = 'https://example.org/livepatch-explorer/#/any-scenario/1';
const FULLEST = 2;

/** The slides of a scenario with the most on them, and its film strip. */
export const fullest = (scenario: Scenario): readonly string[] => {
  const story = storyOfScenario(scenario);
  const frames = figuresOf(story, LINK);
  const slides = frames.map((figure) => figureSvg(figure, 'light')).toSorted((a, b) => b.length - a.length);
  const { title, opening } = story;
  const strip = stripSvg({ title, opening, policy: policyTitle(story), frames, link: LINK }, 'dark');
  return [...slides.slice(0, FULLEST), strip];
};
