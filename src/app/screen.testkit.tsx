/** The panels and the timeline as a reader sees them, drawn without a browser: what they say, not how they look. */
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { prerender } from 'react-dom/static';
import { OnDemand, panelNames } from '../panels/OnDemand';
import type { Scenario } from '../scenarios/scenario';
import { asItIs } from '../session/asItIs';
import { policies, titles } from '../session/catalogue';
import { type Started, startViewer } from '../session/start';
import { ViewerProvider } from '../session/useViewer';
import { Timeline } from '../timeline/Timeline';
import { Narrator } from './Narrator';

/** Tooltips and the glossary ask for the page they hang in; without one they hang nowhere. */
Object.assign(globalThis, { document: { querySelector: () => null }, HTMLElement: class {} });

const Narration = () => (
  <section aria-label="Narration">
    <Narrator policies={policies} />
  </section>
);

const components: readonly ComponentType[] = [
  ...panelNames.map((panel) => () => <OnDemand panel={panel} />),
  Timeline,
  Narration,
];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

const decoded = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#x27);/g, (entity, name: string) => ENTITIES[name] ?? entity);

/** What stands between the tags, without spaces where one element follows the other. */
export const textOf = (html: string): string => decoded(html.replaceAll(/<[^>]*>/g, ''));

/** What a screen reader is told of a picture or a control. */
export const labelsOf = (html: string): readonly string[] =>
  [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label = '']) => decoded(label));

export interface Screen {
  readonly started: Started;
  /** Region → its HTML. Regions with a name in `but` are not drawn. */
  readonly draw: (but?: readonly string[]) => ReadonlyMap<string, string>;
}

const pageOf = (started: Started, Region: ComponentType) => (
  <ViewerProvider started={asItIs(started)}>
    <Region />
  </ViewerProvider>
);

const nameIn = (html: string): string => labelsOf(html.slice(0, 400))[0] ?? '';

/** What only some steps show is fetched, too. Ends where it began. */
const drawOnce = async (started: Started, last: number, Region: ComponentType | undefined): Promise<void> => {
  if (Region === undefined) throw new Error('There is no panel Why.');
  for (let step = last; step >= 0; step -= 1) {
    started.viewer.verbs.goto(step);
    await prerender(pageOf(started, Region));
  }
};

/** Opens a scenario before its first step. What the panels are made of is fetched before the first drawing. */
export const openScreen = async (scenario: Scenario): Promise<Screen> => {
  const started = startViewer({ loadScenario: () => scenario, titles, first: scenario.id });
  const regions = new Map<string, ComponentType>();
  for (const Region of components) {
    const { prelude } = await prerender(pageOf(started, Region));
    regions.set(nameIn(await new Response(prelude).text()), Region);
  }
  await drawOnce(started, scenario.steps.length, regions.get('Why'));
  return {
    started,
    draw: (but = []) =>
      new Map(
        [...regions]
          .filter(([name]) => !but.includes(name))
          .map(([name, Region]) => [name, renderToStaticMarkup(pageOf(started, Region))]),
      ),
  };
};
