/** A life cycle with the boxes and lines of a drawing that is as large as it needs to be. */
import { lineKey } from '../../../diagram/cycles/cycle';
import { type CycleBox, cycleDrawing, fitting } from '../../../diagram/cycles/drawing';
import { type Point, pathOf } from '../../../diagram/path';
import { type CyclePicture, cyclePicture, orderOf, type Positions, titlesOf } from './picture';

export { INSET, MARK, TITLE } from '../../../diagram/cycles/drawing';

export interface PictureBox<S extends string> extends CycleBox<S>, Point {
  /** Who is here, as much as fits; `null` when nobody is. */
  readonly here: string | null;
}

export interface PictureLine {
  readonly key: string;
  readonly path: string;
  readonly says: string;
  /** Just gone: its place in the order of the step, from 1. */
  readonly taken: number | null;
}

/** With a drawing that is as large as it needs to be. */
export interface DrawnPicture extends CyclePicture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PictureBox<string>[];
  readonly lines: readonly PictureLine[];
}

/** The same with its boxes and lines. */
export const drawnPicture = <Who, S extends string>(found: Positions<Who, S>): DrawnPicture => {
  const { cycle } = found;
  const picture = cyclePicture(found);
  const { width, height, boxes, lines } = cycleDrawing(cycle);
  const order = orderOf(picture.news);
  const titles = titlesOf(cycle);
  return {
    ...picture,
    width,
    height,
    boxes: boxes.map((box) => {
      const { here = null, hereInShort } = picture.list.find(({ id }) => id === box.state.id) ?? {};
      return { ...box, here: here === null ? null : fitting(here, box, hereInShort ?? here) };
    }),
    lines: lines.map(({ move, points }) => ({
      key: lineKey(move),
      path: pathOf(points),
      says: `${titles.get(move.from)} → ${titles.get(move.to)}. ${move.says}`,
      taken: order.get(lineKey(move)) ?? null,
    })),
  };
};
