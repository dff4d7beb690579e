/** All steps of a story as slides that follow each other in one picture. Still under reduced motion. */
import { HEIGHT, slide, WIDTH } from './figure';
import type { Figure } from './model';
import type { FigureTheme } from './palette';
import { document, el } from './svg';

/** How long a step is shown, in seconds; longer sentences take longer to read. */
const secondsFor = ({ caption }: Figure): number => 4 + Math.min(caption.length, 200) / 40;

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100_000) / 1000}%`;

/**
 * One rule per step: shown from its turn until the next one's, over and over. With reduced motion nothing runs, and the step
 * `still` is shown alone.
 */
const styles = (figures: readonly Figure[], still: number): string => {
  const seconds = figures.map(secondsFor);
  const total = seconds.reduce((sum, each) => sum + each, 0);
  let from = 0;
  const rules = seconds.map((each, index) => {
    const to = from + each;
    const before = index === 0 ? '' : `0%{visibility:hidden}`;
    const after = index === figures.length - 1 ? '' : `${percent(to, total)},100%{visibility:hidden}`;
    const rule = `@keyframes s${index}{${before}${percent(from, total)}{visibility:visible}${after}}.s${index}{animation:s${index} ${total}s step-end infinite}`;
    from = to;
    return rule;
  });
  const moving = `@media not (prefers-reduced-motion:reduce){${rules.join('')}}`;
  const resting = figures.map((_, index) => (index === still ? '' : `.s${index}{visibility:hidden}`)).join('');
  return `${resting}${moving}`;
};

/**
 * A document of 1920 × 1080.
 * @param still the index of the figure that stands for all where nothing may move, and where style sheets are not read.
 */
export const animatedSvg = (title: string, figures: readonly Figure[], theme: FigureTheme, still: number): string =>
  document(
    WIDTH,
    HEIGHT,
    { title, describes: `${figures.length} steps, one after the other.` },
    figures
      .map((figure, index) =>
        el('g', { class: `s${index}`, visibility: index === still ? null : 'hidden' }, slide(figure, theme)),
      )
      .join(''),
    el('style', {}, styles(figures, still)),
  );
