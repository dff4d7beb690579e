/** One step as a slide: 16:9, to be read from the last row. */
import { flowed, type Item, word } from './chips';
import { funcList, paragraph, patchList, taskList } from './lists';
import { shrunk, textWidth, wrap } from './metrics';
import type { Answer, Figure } from './model';
import { type FigureTheme, type Palette, palettes } from './palette';
import { answerSign } from './signs';
import { at, type Drawn, document, el, stack, text } from './svg';

export const WIDTH = 1920;
export const HEIGHT = 1080;

const MARGIN = 72;
const INNER = WIDTH - 2 * MARGIN;
const GAP = 56;
/** Of ordinary text: 24 px on a screen of 1920 × 1080. */
const SIZE = 24;
const BIG = 34;

const placeWords = ({ step, last, inside }: Figure): string => `Step ${step} of ${last}${inside}`;

const KINDS = { refused: 'refused', allowed: 'allowed', done: 'done', boot: 'before the first step' } as const;

/** The answer in a few words: `refused with -EPERM`. */
export const verdictWords = ({ kind, errno }: Answer): string =>
  kind === 'refused' && errno !== null ? `${KINDS[kind]} with -${errno}` : KINDS[kind];

export const answerInk = ({ kind }: Answer, palette: Palette): string =>
  kind === 'refused' ? palette.stop.ink : kind === 'allowed' ? palette.ok.ink : palette.text2;

const header = (figure: Figure, { text: ink, text2, accent }: Palette): string => {
  const place = placeWords(figure);
  const right = textWidth(place, 36) + GAP;
  const counter = figure.latestVersion === null ? '' : `latest_version ${figure.latestVersion}`;
  const title = shrunk(figure.title, INNER - right, 46, 32);
  return [
    text(MARGIN, 104, figure.title, { size: title, fill: ink, weight: 640, width: INNER - right }),
    text(WIDTH - MARGIN, 104, place, { size: 36, fill: accent, weight: 600, anchor: 'end' }),
    text(MARGIN, 150, `Policy: ${figure.policy}`, { size: 26, fill: text2, width: INNER - 420 }),
    text(WIDTH - MARGIN, 150, counter, { size: 28, fill: ink, face: 'mono', weight: 600, anchor: 'end', width: 400 }),
  ].join('');
};

/** What was asked and what answered. */
const answer = ({ asked, isCommand, answer: given }: Figure, palette: Palette): Drawn => {
  const inner = INNER - 72;
  const ink = answerInk(given, palette);
  const face = isCommand ? 'mono' : 'text';
  const typed = wrap(isCommand ? `# ${asked}` : asked, inner, BIG, 2, face);
  const items: readonly Item[] = [
    {
      width: 34 + textWidth(verdictWords(given), 28),
      svg:
        answerSign(0, -22, 26, given.kind, ink) +
        at(38, 0, text(0, 0, verdictWords(given), { size: 28, fill: ink, weight: 640 })),
    },
    ...(given.rule === null
      ? []
      : [
          word(given.kind === 'refused' ? 'by the rule' : 'the rule', { size: 26, ink: palette.text2 }),
          word(given.rule, { size: 26, ink: palette.text, face: 'mono', most: 800 }),
        ]),
    ...given.compared.map(({ named }) =>
      word(named, { size: 26, ink: palette.text, face: 'mono', weight: 600, most: inner }),
    ),
  ];
  const inside = stack([
    {
      height: typed.length * BIG * 1.4,
      svg: typed
        .map((line, index) =>
          text(0, BIG * (1 + index * 1.4), line, { size: BIG, fill: palette.text, face, weight: 600 }),
        )
        .join(''),
    },
    flowed(items, inner, { gap: 22, line: 42, ascent: 32 }),
    ...given.says
      .slice(0, 2)
      .map((says) => paragraph(says, { palette, size: 26, width: inner }, { most: given.says.length > 1 ? 1 : 2 })),
  ]);
  const height = inside.height + 40;
  const card = { x: MARGIN, width: INNER, height };
  return {
    height,
    svg: [
      el('rect', { ...card, rx: 10, fill: palette.surface, stroke: palette.line, 'stroke-width': 1.5 }),
      el('rect', { x: MARGIN, width: 10, height, rx: 5, fill: ink }),
      at(MARGIN + 40, 18, inside.svg),
    ].join(''),
  };
};

const foot = ({ caption, link }: Figure, palette: Palette): Drawn => {
  const address = link === null ? [] : wrap(link, INNER, SIZE, 2, 'mono');
  return stack(
    [
      paragraph(caption, { palette, size: BIG, width: INNER }, { most: 3, weight: 600 }),
      {
        height: address.length * SIZE * 1.35,
        svg: address
          .map((line, index) =>
            text(0, SIZE * (1 + index * 1.35), line, { size: SIZE, fill: palette.text2, face: 'mono' }),
          )
          .join(''),
      },
    ],
    14,
  );
};

/** Livepatches, func_stacks, tasks: the share of each in the width. */
const WIDTHS = [0.3, 0.32, 0.38].map((share) => (INNER - 2 * GAP) * share);

/** From what the last row can read well down to what it can still read. */
const SIZES = [32, 29, 26] as const;

type List = (room: number) => Drawn;

/** The three lists in letters of this size. */
const listsOf = (figure: Figure, palette: Palette, size: number): readonly (readonly [string, number, List])[] => {
  const [patches, funcs, tasks] = WIDTHS.map((width) => ({ palette, size, width }));
  if (patches === undefined || funcs === undefined || tasks === undefined) return [];
  return [
    ['Livepatches', patches.width, (room) => patchList(figure.patches, patches, room)],
    ['func_stack, newest on top', funcs.width, (room) => funcList(figure.funcs, funcs, room)],
    ['Tasks', tasks.width, (room) => taskList(figure.tasks, tasks, room)],
  ];
};

/** As large as leaves nothing out; when even the smallest does, that one with what fits. */
const columns = (figure: Figure, palette: Palette, room: number): string => {
  const body = room - 48;
  const tried = SIZES.map((size) => listsOf(figure, palette, size));
  const roomy = tried.find((lists) => lists.every(([, , list]) => list(Number.POSITIVE_INFINITY).height <= body));
  let x = MARGIN;
  return (roomy ?? listsOf(figure, palette, SIZE))
    .map(([title, width, list]) => {
      const drawn = at(
        x,
        0,
        text(0, 24, title, { size: SIZE, fill: palette.text2, weight: 600, width }),
        el('path', { d: `M0 38h${Math.round(width)}`, stroke: palette.line, 'stroke-width': 2 }),
        at(0, 48, list(body).svg),
      );
      x += width + GAP;
      return drawn;
    })
    .join('');
};

/** Everything of a slide but its document. */
export const slide = (figure: Figure, theme: FigureTheme): string => {
  const palette = palettes[theme];
  const top = 184;
  const given = answer(figure, palette);
  const under = foot(figure, palette);
  const from = top + given.height + 36;
  const to = HEIGHT - 48 - under.height;
  return [
    el('rect', { width: WIDTH, height: HEIGHT, fill: palette.bg }),
    header(figure, palette),
    at(0, top, given.svg),
    at(0, from, columns(figure, palette, to - from - 24)),
    at(MARGIN, to, under.svg),
  ].join('');
};

/** The figure in words, for those who do not see it. */
const describes = (figure: Figure): string => {
  const { asked, answer: given, patches, tasks, caption } = figure;
  const rule = given.rule === null ? '' : ` by ${given.rule}`;
  const loaded = patches.map(({ name, status }) => `${name} is ${status}`).join(', ') || 'no livepatch is loaded';
  return `${placeWords(figure)}: ${asked}, ${verdictWords(given)}${rule}. ${loaded}. ${tasks.says} ${caption}`;
};

/** A document of 1920 × 1080. The same figure and theme always give the same text. */
export const figureSvg = (figure: Figure, theme: FigureTheme): string =>
  document(WIDTH, HEIGHT, { title: figure.title, describes: describes(figure) }, slide(figure, theme));
