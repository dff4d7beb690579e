/** A still is drawn for windows of many heights: how much its lanes show is decided where it is shown. */
import { briefAmong, type Concern } from '../panels/tasks/density';
import { heightOf, zoomNow } from '../panels/tasks/room';

const concernOf = ({ dataset }: HTMLElement): Concern => dataset.concern as Concern;

/** Shortens the lanes for which there is no room, as the app will. */
export const fitLanes = (root: HTMLElement): void => {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-concern]')];
  const list = rows[0]?.parentElement;
  if (!list) return;
  const isBrief = briefAmong(rows.map(concernOf), heightOf(list), zoomNow());
  for (const row of rows) if (isBrief(concernOf(row))) row.firstElementChild?.setAttribute('data-brief', 'true');
};
