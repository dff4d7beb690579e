import { useEffect, useState } from 'react';
import type { Look } from '../scenarios/look';
import { findLook, marksOf } from '../words/lookMarks';
import styles from './pointer.module.css';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The thing to look at, or as much of the way there as is on the screen; `null` while its panel is being fetched. */
const targetOf = (look: Look): Element | null => {
  const panel = document.querySelector(`[data-panel="${look.panel}"]`);
  if (panel === null || panel.getAttribute('aria-busy') === 'true') return null;
  return findLook(panel, look);
};

/** What of the target can be seen inside its panel, and of the panel on the stage. */
const boxOf = (target: Element): Box | null => {
  const frames = ['[data-panel]', 'main'].flatMap((frame) => target.closest(frame)?.getBoundingClientRect() ?? []);
  const all = [target.getBoundingClientRect(), ...frames];
  const [x, y] = [Math.max(...all.map(({ left }) => left)), Math.max(...all.map(({ top }) => top))];
  const width = Math.min(...all.map(({ right }) => right)) - x;
  const height = Math.min(...all.map(({ bottom }) => bottom)) - y;
  return width > 0 && height > 0 ? { left: x, top: y, width, height } : null;
};

const sameBox = (a: Box | null, b: Box | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);

/** How far the arrow reaches out of the frame, as `pointer.module.css` has it: at the edge of the page it would be cut off. */
const arrowReach = (): number => 1.25 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

interface Props {
  /** Another object whenever there is somewhere else to look. */
  readonly look: Look;
  /** Changes with every step. */
  readonly at: string;
  /** Whether the view goes there, or only points at it where it is. */
  readonly follows: boolean;
}

/** Goes to the thing to look at, and points at it with a frame and an arrow. It moves once, and rests. */
export const Pointer = ({ look, at, follows }: Props) => {
  const [box, setBox] = useState<Box | null>(null);

  useEffect(() => {
    let waiting = 0;
    /** Where the view has gone at this step: perhaps only to the panel, as long as the rest is on its way. */
    let seen: { readonly at: string; readonly target: Element } | null = null;
    const measure = (): void => {
      waiting = 0;
      const target = targetOf(look);
      if (target === null) return;
      if (follows && (seen?.at !== at || seen.target !== target))
        target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      seen = { at, target };
      const next = boxOf(target);
      setBox((before) => (sameBox(before, next) ? before : next));
    };
    const soon = (): void => {
      waiting ||= requestAnimationFrame(measure);
    };
    soon();
    // Panels come late, and what they show grows.
    const changes = new MutationObserver(soon);
    changes.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-busy'],
    });
    const sizes = new ResizeObserver(soon);
    sizes.observe(document.body);
    window.addEventListener('scroll', soon, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(waiting);
      changes.disconnect();
      sizes.disconnect();
      window.removeEventListener('scroll', soon, { capture: true });
    };
  }, [look, at, follows]);

  if (box === null) return null;
  return (
    <div
      className={styles.pointer}
      style={box}
      aria-hidden="true"
      data-pointer={[look.panel, ...marksOf(look)].join(' › ')}
    >
      {box.left >= arrowReach() && (
        <svg className={styles.arrow} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M2 9h10V3l11 9-11 9v-6H2z" />
        </svg>
      )}
    </div>
  );
};
