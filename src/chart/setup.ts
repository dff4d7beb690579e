/** XState's `setup()`, with its types, for machines that ask it for nothing but themselves. */
import { createMachine, type setup as full } from 'xstate';

/** The original hands out every action creator there is, and so each of them would be fetched before anything is drawn. */
export const setup = (({ schemas, actors, actions, guards, delays }: Parameters<typeof full>[0]) => ({
  createStateConfig: (config: object) => config,
  createMachine: (config: object) =>
    createMachine(
      { ...config, schemas } as Parameters<typeof createMachine>[0],
      {
        actors,
        actions,
        guards,
        delays,
      } as Parameters<typeof createMachine>[1],
    ),
})) as unknown as typeof full;
