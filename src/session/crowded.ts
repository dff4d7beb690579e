/** What is opened with more tasks on a CPU than there are CPUs. */

import type { WideWorld } from '../kernel/world';
import { tooFewCpus } from '../kernel/worldRemarks';
import type { ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';

/** Some of the tasks are not where the text has them. */
export const crowded = (world: WideWorld): readonly string[] => tooFewCpus(world).map(({ says }) => `${says}.`);

/** A machine that a link has brought; what a file says of it is said when that is opened. */
const isFromLink = ({ source, opening }: ViewerState): boolean =>
  source.kind === 'world' && source.told === undefined && (opening.by === 'start' || opening.by === 'address');

/** Says so of the machine on the screen, where a link has brought it and nothing else is said of it. */
export const tellCrowded = ({ store, verbs }: Viewer): void => {
  const state = store.getState();
  const [says] = crowded(state.world);
  if (isFromLink(state) && state.notice === null && says !== undefined) verbs.report({ kind: 'crowded', says });
};

/** Whoever comes back to it has been told. */
const isReload = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload');

/** The same of the machine that the page begins with. */
export const tellCrowdedAtFirst = (viewer: Viewer): void => {
  if (!isReload()) tellCrowded(viewer);
};
