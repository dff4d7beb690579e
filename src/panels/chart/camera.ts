/** Where the chart is looked at from. Pure; lengths in CSS pixels of the stage or of the drawing at a zoom of 1. */

/** A point `p` of the drawing is at `p * scale + (x, y)` on the stage. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Place, Size {}

/** One side of an area, on the stage. */
interface Stretch {
  readonly start: number;
  readonly length: number;
}

export const CLOSEST = 2.5;
export const FARTHEST = 0.06;
/** Below this the rows are too small to be read, and the names are written large instead. */
export const FAR = 0.5;
/** From still farther away not even the large names can be read. */
export const NAMED = 0.4;
/** One press of a button. */
export const ZOOM_STEP = 1.4;

const MARGIN = 16;

const within = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

const middle = (start: number, length: number, room: number): number => (room - length) / 2 - start;

/** Along one side: all of it in the middle; where it is too long, the middle of its heart; and of a long one the beginning. */
const put = (all: Stretch, heart: Stretch | null, room: number): number => {
  if (heart === null || all.length <= room) return middle(all.start, all.length, room);
  return heart.length <= room - 2 * MARGIN ? middle(heart.start, heart.length, room) : MARGIN - heart.start;
};

/**
 * Puts an area in the middle of the stage, as large as it goes, but at most as large as life or `least` times that. An area
 * with a heart, the part that counts, is never shown so small that no name in it can be read; where it is then larger than the
 * stage, the heart is shown.
 */
export const cameraOn = (area: Area, stage: Size, least = 0, heart: Area | null = null): Camera => {
  const fits = Math.min((stage.width - 2 * MARGIN) / area.width, (stage.height - 2 * MARGIN) / area.height);
  const scale = Math.max(within(heart === null ? FARTHEST : NAMED, fits, 1), within(0, least, CLOSEST));
  const across = ({ x, width }: Area): Stretch => ({ start: x * scale, length: width * scale });
  const down = ({ y, height }: Area): Stretch => ({ start: y * scale, length: height * scale });
  return {
    scale,
    x: put(across(area), heart && across(heart), stage.width),
    y: put(down(area), heart && down(heart), stage.height),
  };
};

/** Zooms so that what is at a place of the stage stays there. */
export const zoomAt = ({ x, y, scale }: Camera, factor: number, at: Place): Camera => {
  const next = within(FARTHEST, scale * factor, CLOSEST);
  const by = next / scale;
  return { scale: next, x: at.x - (at.x - x) * by, y: at.y - (at.y - y) * by };
};

export const moveBy = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x + dx,
  y: camera.y + dy,
});

/** Never so far away that nothing of the drawing is left on the stage. */
export const keepInSight = (camera: Camera, drawing: Size, stage: Size): Camera => {
  const left = Math.min(stage.width, drawing.width * camera.scale) / 4;
  const top = Math.min(stage.height, drawing.height * camera.scale) / 4;
  return {
    scale: camera.scale,
    x: within(left - drawing.width * camera.scale, camera.x, stage.width - left),
    y: within(top - drawing.height * camera.scale, camera.y, stage.height - top),
  };
};

/**
 * How much thicker lines are drawn, so that they can be seen from far away: a power of two, because a new one is a new style
 * for all of them.
 */
export const penFor = ({ scale }: Camera): number => 2 ** Math.max(0, Math.round(Math.log2(1 / scale)));

/** In the words of CSS. */
export const transformOf = ({ x, y, scale }: Camera): string =>
  `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${scale.toFixed(4)})`;
