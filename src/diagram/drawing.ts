/** Boxes and lines in their places: what is drawn, exported and clicked. */
import type { StateName } from '../chart/phases';
import { type Box, boxOf, hasBox } from './boxes';
import type { Diagram, DiagramEdge } from './diagram';
import type { Layout } from './layout';
import json from './layout.json';
import { type Point, pointsOf } from './path';

const layout: Layout = json;

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Box, Point {}

/** Around the states of a compound one. */
export interface Frame extends Rect {
  readonly name: StateName;
  readonly description: string;
  /** The state answers events itself, and has a box with its name in the frame. */
  readonly named: boolean;
}

export interface PlacedLine {
  readonly edge: DiagramEdge;
  readonly points: readonly Point[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

/** An edge for which the row itself says where it goes has no line. What the layout does not know is not drawn. */
export const drawingOf = (
  diagram: Diagram,
  { width, height, frames = {}, nodes, edges }: Layout = layout,
): Drawing => ({
  width,
  height,
  frames: diagram.flatMap((node) => {
    const [x, y, wide, high] = frames[node.name] ?? [];
    if (x === undefined || y === undefined || wide === undefined || high === undefined) return [];
    const { name, description } = node;
    return [{ name, description, named: hasBox(node), x, y, width: wide, height: high }];
  }),
  boxes: diagram.filter(hasBox).flatMap((node) => {
    const place = nodes[node.name];
    return place === undefined ? [] : [{ ...boxOf(node), x: place[0] ?? 0, y: place[1] ?? 0 }];
  }),
  lines: diagram.flatMap((node) =>
    node.edges.flatMap((edge) => {
      const numbers = edges[edge.key];
      return numbers === undefined ? [] : [{ edge, points: pointsOf(numbers) }];
    }),
  ),
});

export const boxFor = (drawing: Drawing, name: string): PlacedBox | undefined =>
  drawing.boxes.find((box) => box.name === name);
