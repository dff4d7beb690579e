/** One step as a small figure, for a film strip or a page: what was asked, what answered, and what stands then. */
import { flowed, type Item, withSign, word } from './chips';
import { answerInk, verdictWords } from './figure';
import { barOf, countRow, type Look, paragraph } from './lists';
import { wrap } from './metrics';
import type { Figure, FuncStack, PatchLine, StackBox, TaskLine } from './model';
import { type FigureTheme, implPair, type Palette, palettes } from './palette';
import { answerSign, pin, sheets, taskSign } from './signs';
import { at, type Drawn, document, el, fitted, nothing, stack, text } from './svg';

export const FRAME_WIDTH = 600;
const PAD = 20;
const SIZE = 20;
const INNER = FRAME_WIDTH - 2 * PAD;

const flow = (items: readonly Item[], { size, width }: Look): Drawn =>
  flowed(items, width, { gap: size * 0.7, line: size * 1.5, ascent: size * 1.1 });

/** A command is set a little smaller, so that a path in sysfs stays in one line. */
const asked = ({ asked: what, isCommand }: Figure, { palette, size: ordinary, width }: Look): Drawn => {
  const size = isCommand ? ordinary * 0.9 : ordinary;
  const face = isCommand ? 'mono' : 'text';
  const lines = wrap(isCommand ? `# ${what}` : what, width, size, 3, face);
  return {
    height: lines.length * size * 1.4,
    svg: lines
      .map((line, index) => text(0, size * (1 + index * 1.4), line, { size, fill: palette.text, face, weight: 600 }))
      .join(''),
  };
};

const verdict = ({ answer }: Figure, look: Look): Drawn => {
  const { palette, size, width } = look;
  const ink = answerInk(answer, palette);
  if (answer.kind === 'done' || answer.kind === 'boot')
    return paragraph(answer.says[0] ?? '', look, { fill: palette.text2 });
  const [compared] = answer.compared;
  return flow(
    [
      withSign(
        (x, y, edge) => answerSign(x, y, edge, answer.kind, ink),
        word(verdictWords(answer), { size, ink, weight: 640 }),
        size,
      ),
      word(answer.rule ?? '', { size, ink: palette.text, face: 'mono', most: width }),
      ...(compared === undefined
        ? []
        : [word(compared.values, { size, ink: palette.text, face: 'mono', weight: 600, most: width })]),
    ],
    look,
  );
};

const patchRow = ({ name, version, sticky, replace, status }: PatchLine, look: Look): Drawn => {
  const { palette, size, width } = look;
  return flow(
    [
      word(name, { size, ink: palette.text, face: 'mono', weight: 600, most: width }),
      word(`v${version}`, { size, ink: palette.text, weight: 640 }),
      ...(sticky ? [{ width: size, svg: pin(0, -size * 0.84, size, palette.text) }] : []),
      ...(replace ? [{ width: size, svg: sheets(0, -size * 0.84, size, palette.text) }] : []),
      word(status, { size, ink: palette.text2, most: width }),
    ],
    look,
  );
};

const entryWords = ({ patch, nop, left }: StackBox): string =>
  `${patch ?? 'original'}${nop ? ' (nop)' : ''}${left ? ' (off the stack)' : ''}`;

/** The function and its stack in one line, newest first. */
const funcRow = ({ name, entries }: FuncStack, look: Look): Drawn => {
  const { palette, size, width } = look;
  const label = word(`${name}:`, { size, ink: palette.text2, face: 'mono', most: width });
  // Below every entry lies the original, so it needs a word only when it is all there is.
  const shown = entries.length > 1 ? entries.filter(({ patch }) => patch !== null) : entries;
  const rest = shown.map((entry, index) =>
    word(`${entryWords(entry)}${index < shown.length - 1 ? ',' : ''}`, {
      size,
      ink: implPair(palette, entry.nop ? 0 : entry.impl).ink,
      face: 'mono',
      most: width,
    }),
  );
  return flow([label, ...rest], look);
};

const lane = ({ sign, name, status, frames }: TaskLine, { palette, size, width }: Look): Item => {
  const [top] = frames;
  const mark = top === undefined ? '' : `, in ${top.name}${top.mark === null ? '' : ` (${top.mark})`}`;
  return withSign(
    (x, y, edge) => taskSign(x, y, edge, sign, palette),
    word(`${name} ${sign === 'settled' ? '' : status}${mark}`.trim(), {
      size,
      ink: palette.text,
      most: width - size * 1.3,
    }),
    size,
  );
};

const laneRows = ({ tasks }: Figure, look: Look, room: number): Drawn =>
  fitted(
    tasks.lanes
      .filter(({ weight, sign, frames }) => weight > 0 && (sign !== 'settled' || frames.length > 0))
      .map((line) => ({ ...flow([lane(line, look)], look), weight: line.weight })),
    room,
    0,
    () => nothing,
  );

const more =
  (look: Look, what: string) =>
  (left: number): Drawn =>
    paragraph(`and ${left} more ${what}${left === 1 ? '' : 's'}`, look, { most: 1, fill: look.palette.text2 });

const light = (drawn: Drawn) => ({ ...drawn, weight: 0 });

/** What stands after the step, in the room there is: livepatches, tasks, functions. */
const state = (figure: Figure, look: Look, room: number): Drawn => {
  const { palette } = look;
  const counter = figure.latestVersion === null ? '' : `latest_version ${figure.latestVersion}`;
  const patches = fitted(
    figure.patches.map((patch) => light(patchRow(patch, look))),
    room * 0.42,
    0,
    (left) => paragraph(`and ${left} more`, look, { most: 1, fill: palette.text2 }),
  );
  const head = stack([
    counter === '' ? nothing : flow([word(counter, { size: look.size, ink: palette.text, face: 'mono' })], look),
    patches,
    barOf(figure.tasks, look),
    figure.tasks.running || figure.tasks.counts.length > 1
      ? countRow({ ...figure.tasks, running: true }, look)
      : nothing,
  ]);
  const lanes = laneRows(figure, look, (room - head.height) * 0.55);
  const funcs = fitted(
    figure.funcs.map((func) => light(funcRow(func, look))),
    room - head.height - lanes.height,
    0,
    more(look, 'function'),
  );
  return stack([head, lanes, funcs]);
};

const NUMBER_HEIGHT = 34;

const numbered = (figure: Figure, ink: string): string =>
  text(0, 24, `Step ${figure.step}`, { size: 24, fill: ink, weight: 640 });

const ground = (height: number, { surface, line }: Palette): string =>
  el('rect', {
    x: 1,
    y: 1,
    width: FRAME_WIDTH - 2,
    height: height - 2,
    rx: 10,
    fill: surface,
    stroke: line,
    'stroke-width': 2,
  });

/** A step of a film strip, `height` high: its number, what was asked and answered, what stands then, its sentence. */
export const frame = (figure: Figure, theme: FigureTheme, height: number): string => {
  const palette = palettes[theme];
  const look: Look = { palette, size: SIZE, width: INNER };
  const caption = paragraph(figure.caption, look, { most: 4, weight: 600 });
  const number = { height: NUMBER_HEIGHT, svg: numbered(figure, palette.accent) };
  const top = stack([number, asked(figure, look), verdict(figure, look)]);
  const from = PAD + top.height + 10;
  const to = height - PAD - caption.height;
  return [
    ground(height, palette),
    at(PAD, PAD - 6, top.svg),
    el('path', { d: `M${PAD} ${Math.round(from)}h${INNER}`, stroke: palette.line, 'stroke-width': 1.5 }),
    at(PAD, from + 4, state(figure, look, to - from - 10).svg),
    at(PAD, to, caption.svg),
  ].join('');
};

/** A picture is never higher. */
export const PICTURE_HEIGHT = 280;

/** What stands after the step as a document of its own, as high as it needs to be; for where its words stand beside it. */
export const pictureSvg = (figure: Figure, theme: FigureTheme): string => {
  const palette = palettes[theme];
  const top = PAD + NUMBER_HEIGHT - 6;
  const drawn = state(figure, { palette, size: SIZE, width: INNER }, PICTURE_HEIGHT - top - PAD);
  const height = Math.ceil(top + drawn.height + PAD / 2);
  const words = { title: `Step ${figure.step}`, describes: figure.caption };
  const body = ground(height, palette) + at(PAD, PAD - 6, numbered(figure, palette.accent)) + at(PAD, top, drawn.svg);
  return document(FRAME_WIDTH, height, words, body);
};
