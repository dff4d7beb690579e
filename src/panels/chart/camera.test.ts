import { describe, expect, it } from 'vitest';
import { CLOSEST, cameraOn, FARTHEST, keepInSight, moveBy, NAMED, penFor, transformOf, zoomAt } from './camera';

const stage = { width: 832, height: 432 };

describe('the camera', () => {
  it('shows an area as large as it goes, in the middle', () => {
    expect(cameraOn({ x: 100, y: 0, width: 1600, height: 400 }, stage)).toEqual({ scale: 0.5, x: -34, y: 116 });
  });

  it('does not show a small area larger than life', () => {
    expect(cameraOn({ x: 0, y: 0, width: 100, height: 100 }, stage)).toEqual({ scale: 1, x: 366, y: 166 });
    expect(cameraOn({ x: 0, y: 0, width: 100, height: 100 }, stage, 2).scale).toBe(2);
    expect(cameraOn({ x: 0, y: 0, width: 1600, height: 400 }, stage, 2)).toEqual({ scale: 2, x: -1184, y: -184 });
  });

  it('shows the heart of an area that is larger than the stage', () => {
    const area = { x: 0, y: 0, width: 1600, height: 200 };
    expect(cameraOn(area, stage, 1, { x: 1400, y: 0, width: 200, height: 200 })).toEqual({
      scale: 1,
      x: -1084,
      y: 116,
    });
    expect(cameraOn(area, stage, 1, { x: 700, y: 0, width: 900, height: 200 })).toEqual({ scale: 1, x: -684, y: 116 });
  });

  it('shows no area with a heart from so far away that nothing in it can be read', () => {
    const area = { x: 0, y: 0, width: 8000, height: 200 };
    expect(cameraOn(area, stage).scale).toBe(0.1);
    expect(cameraOn(area, stage, 0, { x: 7000, y: 0, width: 200, height: 200 })).toEqual({
      scale: NAMED,
      x: -2424,
      y: 176,
    });
  });

  it('keeps the place under the pointer when it zooms', () => {
    const before = { x: 10, y: 20, scale: 0.5 };
    const after = zoomAt(before, 2, { x: 110, y: 70 });
    expect(after).toEqual({ x: -90, y: -30, scale: 1 });
    expect(zoomAt(before, 100, { x: 0, y: 0 }).scale).toBe(CLOSEST);
    expect(zoomAt(before, 0.001, { x: 0, y: 0 }).scale).toBe(FARTHEST);
  });

  it('never loses the drawing', () => {
    const drawing = { width: 4000, height: 1000 };
    const lost = moveBy({ x: 0, y: 0, scale: 1 }, 9000, -9000);
    expect(keepInSight(lost, drawing, stage)).toEqual({ scale: 1, x: 624, y: -892 });
    const seen = { x: 10, y: -20, scale: 1 };
    expect(keepInSight(seen, drawing, stage)).toEqual(seen);
  });

  it.each([
    [2.5, 1],
    [1, 1],
    [0.8, 1],
    [0.5, 2],
    [0.06, 16],
  ])('at a scale of %d draws lines %d times as thick', (scale, pen) => {
    expect(penFor({ x: 0, y: 0, scale })).toBe(pen);
  });

  it('speaks CSS', () => {
    expect(transformOf({ x: 1, y: -2.345, scale: 0.5 })).toBe('translate(1.00px, -2.35px) scale(0.5000)');
  });
});
