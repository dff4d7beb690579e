import { use, useRef, useState } from 'react';
import { useView } from '../../session/useViewer';
import { ComparedEdges } from './Compared';
import type { Picked } from './chartView';
import styles from './core.module.css';
import { Details } from './Details';
import { ExportMenu } from './ExportMenu';
import { List } from './List';
import { ShownAs } from './ShownAs';
import { Stage } from './Stage';
import { Step } from './Step';
import { useEdgeStatuses } from './useEdgeStatuses';

const WAYS = ['Step', 'Drawing', 'List'] as const;

/** The chart of the livepatch core: the way of this step through it, or all of it; with the details of what was chosen. */
export const Core = () => {
  const view = useView();
  const comparing = use(ComparedEdges) !== null;
  const [shown, setShown] = useState<(typeof WAYS)[number]>(comparing ? 'Drawing' : 'Step');
  const [picked, setPicked] = useState<Picked>(null);
  const { statuses, busy } = useEdgeStatuses(view);
  // State, not a ref: the drawing can only put its buttons there when it is there.
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const shared = { view, statuses, picked, onPick: setPicked };
  return (
    <div className={styles.core} aria-busy={busy || undefined}>
      <div className={styles.tools}>
        <ShownAs ways={WAYS} shown={shown} onChange={setShown} />
        <div ref={setTools} className={styles.zoom} />
        <ExportMenu view={view} within={body} drawn={shown === 'Drawing'} />
        <details className={styles.key}>
          <summary>Legend</summary>
          <p>
            A box is a phase, in the frame of its compound state; <code>waiting</code> answers once what its three
            phases answer alike. A row is an edge that leaves it, in the order the edges are asked: the first whose rule
            refuses (✕), whose condition holds (when), or that comes last (otherwise) is taken. ↩ ends in{' '}
            <code>return</code>, ↻ stays in the phase. ✓: asked, and found nothing to refuse; –: a condition that did
            not hold. Numbers: the edges that this step took, in their order. Grey and in italics: no event that can
            happen now would take the edge, ⊘ names what closes it; inside an event, only that event counts. Struck out:
            another policy’s edge.
          </p>
        </details>
      </div>
      <div className={styles.body} ref={body}>
        {shown === 'Step' && <Step {...shared} />}
        {shown === 'Drawing' && <Stage {...shared} tools={tools} />}
        {shown === 'List' && <List {...shared} />}
        {picked && <Details key={picked.key} {...shared} picked={picked} onClose={() => setPicked(null)} />}
      </div>
    </div>
  );
};
