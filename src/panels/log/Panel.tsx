import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../parts/Button';
import { later } from '../../parts/later';
import { Panel } from '../../parts/Panel';
import { Pending } from '../../parts/Pending';
import { Quietly } from '../../parts/Quietly';
import { useVerbs, useView } from '../../session/useViewer';
import { Filter } from './Filter';
import { filterLog, isNewLine, levelCounts, logLines, logText, WHOLE_LOG } from './lines';
import styles from './panel.module.css';
import { Row } from './Row';

const CopyButton = later(async () => (await import('./CopyButton')).CopyButton);
const VirtualRows = later(async () => (await import('./VirtualRows')).VirtualRows);

/** Above this many lines only those in sight are drawn. */
const MOST_ROWS = 150;
/** So close to the end counts as at the end. */
const NEAR = 24;

/** @returns where that is. */
const toEnd = (element: HTMLElement): number => {
  element.scrollTop = element.scrollHeight;
  return element.scrollTop;
};

/** What `dmesg` shows up to the current step. */
export const LogPanel = () => {
  const { trace, cursor } = useView();
  const { goto } = useVerbs();
  const [filter, setFilter] = useState(WHOLE_LOG);
  const [follows, setFollows] = useState(true);
  const following = useRef(true);
  /** Where the end was when it was last gone to: the end may be further down by the time that this is told as scrolling. */
  const ended = useRef(-1);
  // State, not a ref: the long log can only be drawn when its scroller is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);

  const all = logLines(trace, cursor);
  const counts = useMemo(() => levelCounts(all), [all]);
  const lines = useMemo(() => filterLog(all, filter), [all, filter]);
  const long = lines.length > MOST_ROWS;

  const follow = (on: boolean) => {
    following.current = on;
    setFollows(on);
  };
  const keepEnd = useCallback(() => {
    if (scroller && following.current) ended.current = toEnd(scroller);
  }, [scroller]);
  // Other lines, another width and another size of the type move the end, which is not the reader scrolling away from it. Told
  // once all is laid out, so nothing is laid out for this alone. A long log scrolls itself, see `VirtualRows`.
  useEffect(() => {
    if (!scroller || long) return;
    const sizes = new ResizeObserver(keepEnd);
    for (const element of [scroller, ...scroller.children]) sizes.observe(element);
    return () => sizes.disconnect();
  }, [scroller, long, keepEnd]);

  return (
    <Panel
      title="Kernel log"
      scroll={false}
      className={styles.body}
      aside={
        <>
          {!follows && (
            <Button
              look="quiet"
              onClick={() => {
                follow(true);
                if (scroller) toEnd(scroller);
              }}
            >
              To the end
            </Button>
          )}
          {all.length > 0 && (
            <Quietly
              before={
                <Button look="quiet" disabled>
                  Copy
                </Button>
              }
            >
              <CopyButton label="Copy" text={() => logText(lines)} />
            </Quietly>
          )}
        </>
      }
    >
      {all.length === 0 ? (
        <p className={styles.empty}>
          The kernel has said nothing about livepatching yet. Load a livepatch, and its lines appear here as{' '}
          <code>dmesg</code> shows them.
        </p>
      ) : (
        <>
          <Filter filter={filter} counts={counts} onChange={setFilter} />
          <div
            ref={setScroller}
            className={styles.scroller}
            onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
              follow(
                scrollHeight - scrollTop - clientHeight < NEAR || (following.current && scrollTop === ended.current),
              )
            }
          >
            {lines.length === 0 && <p className={styles.empty}>All lines are hidden by the filter.</p>}
            {long && scroller && (
              <Pending>
                <VirtualRows {...{ scroller, lines, cursor, follows }} onEnd={keepEnd} onGo={goto} />
              </Pending>
            )}
            {!long && (
              <ol aria-label="Log lines, oldest first">
                {lines.map((line) => (
                  <li key={`${line.microstep} ${line.stamp} ${line.text}`}>
                    <Row line={line} isNew={isNewLine(line, cursor)} onGo={goto} />
                  </li>
                ))}
              </ol>
            )}
          </div>
        </>
      )}
    </Panel>
  );
};
