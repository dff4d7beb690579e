import { useEffect, useRef } from 'react';
import { ArrowHead } from '../../../parts/ArrowHead';
import { useOwnArrows } from '../../../parts/useOwnArrows';
import styles from './drawing.module.css';
import { type DrawnPicture, INSET, MARK, type PictureBox, TITLE } from './drawnPicture';
import { scrolledTo } from './scrolledTo';

/** A scroller must be reachable without a mouse. */
const reachable = { tabIndex: 0 };

const MARGIN = 24;

/** In the panel only: where the page itself scrolls, nothing moves under the reader's thumb. */
const bringIntoSight = (sideways: HTMLElement, scale: number, box: PictureBox<string>): void => {
  const left = box.x * scale - MARGIN;
  sideways.scrollLeft = scrolledTo(
    sideways.scrollLeft,
    sideways.clientWidth,
    left,
    left + box.width * scale + 2 * MARGIN,
  );
  const down = sideways.parentElement;
  if (down === null || down.scrollHeight <= down.clientHeight) return;
  const top = box.y * scale - MARGIN;
  down.scrollTop = scrolledTo(down.scrollTop, down.clientHeight, top, top + box.height * scale + 2 * MARGIN);
};

const Box = ({ box }: { readonly box: PictureBox<string> }) => (
  <g className={box.here === null ? undefined : styles.here} transform={`translate(${box.x} ${box.y})`}>
    <title>{box.state.says}</title>
    <rect className={styles.paper} width={box.width} height={box.height} rx={8} />
    <text className={styles.title} x={INSET} y={box.title.y} fontSize={TITLE.size}>
      {box.title.text}
    </text>
    {box.marks.map(({ text, y }) => (
      <text key={text} className={styles.mark} x={INSET} y={y} fontSize={MARK.size}>
        {text}
      </text>
    ))}
    {box.here !== null && (
      <text className={styles.who} x={INSET} y={box.hereY} fontSize={MARK.size}>
        {box.here}
      </text>
    )}
  </g>
);

/** The life cycle as boxes and lines; the list beside it says the same. */
export const Drawing = ({ picture }: { readonly picture: DrawnPicture }) => {
  const { name, width, height, boxes, lines, says, eye } = picture;
  const scroller = useOwnArrows();
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const box = boxes.find(({ state }) => state.id === eye);
    if (box === undefined || scroller.current === null || svg.current === null) return;
    bringIntoSight(scroller.current, svg.current.getBoundingClientRect().width / width, box);
  }, [boxes, eye, width, scroller]);
  const taken = lines.filter((line) => line.taken !== null);
  return (
    <div className={styles.scroller} ref={scroller} {...reachable}>
      <svg ref={svg} role="img" aria-label={says} className={styles.svg} viewBox={`0 0 ${width} ${height}`}>
        <defs>
          <ArrowHead id={`${name}-arrow`} className={styles.head} />
          <ArrowHead id={`${name}-taken`} className={styles.takenHead} />
        </defs>
        {lines.map((line) => (
          <path key={line.key} className={styles.line} d={line.path} markerEnd={`url(#${name}-arrow)`} />
        ))}
        {taken.map((line) => (
          <path
            key={line.key}
            className={styles.taken}
            d={line.path}
            style={{ animationDelay: `calc(var(--motion) * ${(line.taken ?? 1) - 1})` }}
            markerEnd={`url(#${name}-taken)`}
          />
        ))}
        {lines.map((line) => (
          <path key={line.key} className={styles.reach} d={line.path}>
            <title>{line.says}</title>
          </path>
        ))}
        {boxes.map((box) => (
          <Box key={box.state.id} box={box} />
        ))}
      </svg>
    </div>
  );
};
