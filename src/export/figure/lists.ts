/** The three lists of a figure: livepatches, `func_stack`s and tasks, in a column of a given width and height. */
import { bar } from './bar';
import { chip, flowed, type Item, withSign, word } from './chips';
import { shrunk, wrap } from './metrics';
import type { FrameBox, FuncStack, PatchLine, StackBox, TaskLine, Tasks } from './model';
import { implPair, type Palette } from './palette';
import { pin, sheets, taskSign } from './signs';
import { at, type Drawn, el, fitted, nothing, stack, text } from './svg';

/** What all lists of one figure share. */
export interface Look {
  readonly palette: Palette;
  /** Of ordinary text, in the unit of the figure; everything else is measured by it. */
  readonly size: number;
  readonly width: number;
}

const LINE = 1.5;
/** Below this a name is rather cut. */
const SMALLEST = 20;

const rowOf = ({ size, width }: Look) => ({ size, width, gap: size * 0.6, line: size * 1.7, ascent: size * 1.15 });

const flow = (items: readonly Item[], look: Look): Drawn => flowed(items, look.width, rowOf(look));

export const paragraph = (
  words: string,
  { palette, size, width }: Look,
  { most = 2, fill = palette.text, weight = 400 }: { most?: number; fill?: string; weight?: number } = {},
): Drawn => {
  const lines = wrap(words, width, size, most);
  return {
    height: lines.length * size * LINE,
    svg: lines.map((line, index) => text(0, size * (1.1 + index * LINE), line, { size, fill, weight })).join(''),
  };
};

const more =
  (look: Look, one: string, many: string) =>
  (left: number): Drawn =>
    paragraph(`and ${left.toLocaleString('en')} more ${left === 1 ? one : many}`, look, {
      most: 1,
      fill: look.palette.text2,
    });

/* -------------------------------------------------------------------------------------------- livepatches ------ */

const swatch = (impl: number, { palette, size }: Look): string => {
  const { ink, paper } = implPair(palette, impl);
  const edge = size * 0.72;
  return el('rect', {
    x: 1,
    y: -edge,
    width: edge,
    height: edge,
    rx: size * 0.12,
    fill: impl === 0 ? paper : ink,
    stroke: ink,
    'stroke-width': 1.5,
  });
};

/** What a livepatch declares about itself. */
const marks = ({ version, sticky, replace, forced }: PatchLine, { palette, size }: Look): readonly Item[] => {
  const plain = (words: string): Item => word(words, { size, ink: palette.text });
  return [
    version === 0 ? plain('version 0') : word(`v${version}`, { size, ink: palette.text, weight: 640 }),
    ...(sticky ? [withSign((x, y, s) => pin(x, y, s, palette.text), plain('sticky'), size)] : []),
    ...(replace ? [withSign((x, y, s) => sheets(x, y, s, palette.text), plain('cumulative'), size)] : []),
    ...(forced ? [word('forced', { size, ink: palette.force.ink, weight: 640 })] : []),
  ];
};

const patchBlock = (patch: PatchLine, look: Look): Drawn => {
  const { palette, size, width } = look;
  const name = word(patch.name, { size, ink: palette.text, face: 'mono', weight: 600, most: width - size * 1.2 });
  return stack([
    flow([{ width: size * 1.2 + name.width, svg: swatch(patch.impl, look) + at(size * 1.2, 0, name.svg) }], look),
    flow([...marks(patch, look), word(patch.status, { size, ink: palette.text2, most: width })], look),
  ]);
};

export const patchList = (patches: readonly PatchLine[], look: Look, room: number): Drawn =>
  patches.length === 0
    ? paragraph('No livepatch is loaded.', look, { fill: look.palette.text2 })
    : fitted(
        patches.map((patch) => ({ ...patchBlock(patch, look), weight: 0 })),
        room,
        look.size * 0.5,
        more(look, 'livepatch', 'livepatches'),
      );

/* --------------------------------------------------------------------------------------------- func_stacks ------ */

const entryWords = ({ patch, nop, inTransition, left }: StackBox): string => {
  if (left) return `${patch}, off the stack`;
  const name = patch ?? 'original';
  return `${name}${nop ? ', nop' : ''}${inTransition ? ', in transition' : ''}`;
};

const entryBlock = (entry: StackBox, look: Look): Drawn => {
  const { palette, size, width } = look;
  const { ink, paper } = implPair(palette, entry.nop ? 0 : entry.impl);
  const words = entryWords(entry);
  const height = size * 1.65;
  const box = el('rect', {
    x: 1,
    y: 1,
    width: width - 2,
    height: height - 4,
    rx: size * 0.2,
    fill: paper,
    stroke: ink,
    'stroke-width': 1.5,
    'stroke-dasharray': entry.inTransition || entry.left ? '6 4' : null,
  });
  // A long name gets smaller letters before it is cut.
  const tight = shrunk(words, width - size, size, SMALLEST, 'mono');
  const style = { size: tight, fill: ink, face: 'mono', width: width - size } as const;
  return { height, svg: box + text(size * 0.5, size * 1.1, words, style) };
};

const funcBlock = ({ name, entries }: FuncStack, look: Look): Drawn => {
  const { palette, size, width } = look;
  const title = {
    height: size * 1.6,
    svg: text(0, size * 1.1, name, { size, fill: palette.text, face: 'mono', weight: 600, width }),
  };
  return stack([title, ...entries.map((entry) => entryBlock(entry, look))]);
};

export const funcList = (funcs: readonly FuncStack[], look: Look, room: number): Drawn =>
  funcs.length === 0
    ? paragraph('No function is patched.', look, { fill: look.palette.text2 })
    : fitted(
        funcs.map((func) => ({ ...funcBlock(func, look), weight: 0 })),
        room,
        look.size * 0.6,
        more(look, 'function', 'functions'),
      );

/* --------------------------------------------------------------------------------------------------- tasks ------ */

const frameItems = ({ name, runs, impl, mark }: FrameBox, look: Look): readonly Item[] => {
  const { palette, size, width } = look;
  const { ink, paper } = implPair(palette, impl);
  const blocks = mark === 'blocks';
  const colour = mark === 'left behind' ? palette.force.ink : blocks ? palette.stop.ink : palette.wait.ink;
  return [
    chip(name, { size: size * 0.92, ink, paper, edge: ink, face: 'mono', most: width }),
    ...(runs === null ? [] : [word(runs, { size: size * 0.92, ink: palette.text2, face: 'mono', most: width })]),
    ...(mark === null ? [] : [word(mark, { size, ink: colour, weight: 640 })]),
  ];
};

const inset = (drawn: Drawn, by: number): Drawn => ({ ...drawn, svg: at(by, 0, drawn.svg) });

const laneBlock = (lane: TaskLine, look: Look): Drawn => {
  const { palette, size, width } = look;
  const name = withSign(
    (x, y, edge) => taskSign(x, y, edge, lane.sign, palette),
    word(lane.name, { size, ink: palette.text, face: 'mono', weight: 600, most: width - size * 1.25 }),
    size,
  );
  const under = { ...look, width: width - size * 1.25 };
  const words = [lane.sign === 'settled' ? '' : lane.status, lane.frames.length > 0 ? '' : lane.where];
  const left = Math.max(width - name.width - size, size * 6);
  const where = word(words.filter(Boolean).join(', '), { size, ink: palette.text2, most: left });
  const frames = lane.frames.flatMap((frame) => frameItems(frame, under));
  return stack([flow([name, where], look), inset(flow(frames, under), size * 1.25)]);
};

/** How many tasks there are of each status, with its sign. Nothing when the lanes say as much. */
export const countRow = ({ counts, running, lanes, total }: Tasks, look: Look): Drawn =>
  !running && lanes.length === total
    ? nothing
    : flow(
        counts.map(({ sign, word: what, count }) =>
          withSign(
            (x, y, edge) => taskSign(x, y, edge, sign, look.palette),
            word(`${count.toLocaleString('en')} ${what}`, { size: look.size, ink: look.palette.text }),
            look.size,
          ),
        ),
        look,
      );

/** The bar while a transition runs, else nothing. */
export const barOf = ({ counts, running }: Tasks, { palette, size, width }: Look): Drawn =>
  running ? { height: size * 1.4, svg: at(0, size * 0.3, bar(counts, width, size * 0.8, palette)) } : nothing;

export const taskList = (tasks: Tasks, look: Look, room: number): Drawn => {
  const head = stack([
    paragraph(tasks.says, look, { most: 3, fill: look.palette.text2 }),
    barOf(tasks, look),
    countRow(tasks, look),
  ]);
  const lanes = fitted(
    tasks.lanes.map((lane) => ({ ...laneBlock(lane, look), weight: lane.weight })),
    room - head.height - look.size * 0.3,
    look.size * 0.15,
    more(look, 'task', 'tasks'),
    // Where none is shown, the counts say it all.
    tasks.lanes.length === 0 ? 0 : tasks.total - tasks.lanes.length,
  );
  return stack([head, lanes], look.size * 0.3);
};
