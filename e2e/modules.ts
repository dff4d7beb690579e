/**
 * The app's own modules in a test: they import JSON as a bundler does, which the test runner by itself cannot. What a
 * test expects never comes from here, except what a scenario's file says.
 */
import { tsImport } from 'tsx/esm/api';

export const catalogue: typeof import('../src/session/catalogue') = await tsImport(
  '../src/session/catalogue.ts',
  import.meta.url,
);

export const { decode, encode }: typeof import('../src/link/link') = await tsImport(
  '../src/link/link.ts',
  import.meta.url,
);

export const { marksOf }: typeof import('../src/words/lookMarks') = await tsImport(
  '../src/words/lookMarks.ts',
  import.meta.url,
);

export const { solutions }: typeof import('../src/learn/solutions') = await tsImport(
  '../src/learn/solutions.ts',
  import.meta.url,
);

/** The number of steps of a scenario. */
export const lastStepOf = async (id: string): Promise<number> => (await catalogue.loadScenario(id)).steps.length;
