import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../parts/Button';
import { beforePaint } from '../../parts/beforePaint';
import { useOwnArrows } from '../../parts/useOwnArrows';
import type { View } from '../../viewer/contract';
import { ZOOM_STEP } from './camera';
import { boxFor, followed, type Picked, wholeDrawing } from './chartView';
import { Drawing } from './Drawing';
import type { EdgeStatuses } from './now';
import styles from './stage.module.css';
import { useCamera } from './useCamera';

interface Props {
  readonly view: View;
  readonly statuses: EdgeStatuses;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  /** Where its buttons stand. */
  readonly tools: HTMLElement | null;
}

/** With the Tab key. */
const REACHABLE = 0;

const WHOLE = { x: 0, y: 0, width: wholeDrawing.width, height: wholeDrawing.height };

/** What was pressed: an edge, else the phase around it, else nothing. */
const pickedAt = (target: Element): Picked => {
  const edge = target.closest('[data-edge]')?.getAttribute('data-edge');
  if (edge) return { kind: 'edge', key: edge };
  const phase = target.closest('[data-phase]')?.getAttribute('data-phase');
  return phase ? { kind: 'phase', key: phase } : null;
};

/** The drawing, and where it is looked at from. */
export const Stage = ({ view, statuses, picked, onPick, tools }: Props) => {
  const frame = useOwnArrows();
  const picture = useRef<SVGSVGElement>(null);
  const [kept, setKept] = useState<'step' | 'whole' | null>('step');
  const follows = kept === 'step';
  const area = follows ? followed(view) : kept === 'whole' ? WHOLE : null;
  const heart = follows ? boxFor(wholeDrawing, view.phase) : undefined;
  const latest = useRef({ area, heart });

  const lens = useCamera({
    frame,
    picture,
    drawing: wholeDrawing,
    onMoved: useCallback(() => setKept(null), []),
    onPick: (target) => onPick(pickedAt(target)),
    onResize: () => latest.current.area && lens.show(latest.current.area, false, latest.current.heart),
  });

  useEffect(() => {
    latest.current = { area, heart };
  });
  const shown = useRef(false);
  useLayoutEffect(() => {
    if (area === null) return;
    return beforePaint(() => () => {
      lens.show(area, shown.current, heart);
      shown.current = true;
    });
  }, [area, heart, lens]);

  const zoom = (factor: number) => () => lens.zoom(factor);
  return (
    <>
      {/* What moves under the arrow keys must be reachable without a mouse. */}
      <div ref={frame} className={styles.frame} tabIndex={REACHABLE}>
        <Drawing view={view} statuses={statuses} picked={picked} picture={picture} />
      </div>
      {tools &&
        createPortal(
          <>
            <Button onClick={zoom(1 / ZOOM_STEP)} aria-label="Zoom out" title="Zoom out">
              −
            </Button>
            <Button onClick={zoom(ZOOM_STEP)} aria-label="Zoom in" title="Zoom in">
              +
            </Button>
            <Button aria-pressed={kept === 'whole'} onClick={() => setKept('whole')} title="The whole chart">
              Fit
            </Button>
            <Button
              aria-pressed={follows}
              onClick={() => setKept(follows ? null : 'step')}
              title="Keep what the step did in sight"
            >
              Follow
            </Button>
          </>,
          tools,
        )}
    </>
  );
};
