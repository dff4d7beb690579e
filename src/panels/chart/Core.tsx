import { useRef, useState } from 'react';
import { useView } from '../../session/useViewer';
import type { Picked } from './chartView';
import styles from './core.module.css';
import { Details } from './Details';
import { ExportMenu } from './ExportMenu';
import { List } from './List';
import { ShownAs } from './ShownAs';
import { Stage } from './Stage';
import { useEdgeStatuses } from './useEdgeStatuses';

/** The chart of the livepatch core, as a drawing or as a list, with the details of what was chosen. */
export const Core = () => {
  const view = useView();
  const [asList, setAsList] = useState(false);
  const [picked, setPicked] = useState<Picked>(null);
  const { statuses, busy } = useEdgeStatuses(view);
  // State, not a ref: the drawing can only put its buttons there when it is there.
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const shared = { view, statuses, picked, onPick: setPicked };
  return (
    <div className={styles.core} aria-busy={busy || undefined}>
      <div className={styles.tools}>
        <ShownAs asList={asList} onChange={setAsList} />
        <div ref={setTools} className={styles.zoom} />
        <ExportMenu view={view} within={body} drawn={!asList} />
        <details className={styles.key}>
          <summary>Legend</summary>
          <p>
            A box is a phase, in the frame of its compound state; <code>waiting</code> answers once what its three
            phases answer alike. A row is an edge that leaves it, in the order the edges are asked: the first whose rule refuses (✕), whose
            condition holds (when), or that comes last (otherwise) is taken. ↩ ends in <code>return</code>, ↻ stays in
            the phase. Numbers: the edges that this step took, in their order. Grey and in italics: no event that can
            happen now would take the edge, ⊘ names what closes it; inside an event, only that event counts. Struck out:
            another policy’s edge.
          </p>
        </details>
      </div>
      <div className={styles.body} ref={body}>
        {asList ? <List {...shared} /> : <Stage {...shared} tools={tools} />}
        {picked && <Details key={picked.key} {...shared} picked={picked} onClose={() => setPicked(null)} />}
      </div>
    </div>
  );
};
