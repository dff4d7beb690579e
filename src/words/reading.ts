/** The readings of the RFC, for the panels that name one. Apart from `why.ts`, so that the first load does without them. */
export { readingOf } from '../kernel/readings';
