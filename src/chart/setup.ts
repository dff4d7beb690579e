/** XState's `setup()`, with its types, for machines that ask it for nothing but themselves. */
import { createMachine, type setup as full } from 'xstate';

type Implementations = Parameters<typeof createMachine>[1];

/** The original hands out every action creator there is, and so each of them would be fetched before anything is drawn. */
export const setup = ((implementations: Implementations) => ({
  createStateConfig: (config: object) => config,
  createMachine: (config: Parameters<typeof createMachine>[0]) => createMachine(config, implementations),
})) as unknown as typeof full;
