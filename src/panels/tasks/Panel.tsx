import { useCallback, useMemo, useRef, useState } from 'react';
import { Changed } from '../../parts/Changed';
import { later } from '../../parts/later';
import { Panel } from '../../parts/Panel';
import { Pending } from '../../parts/Pending';
import { useSelection, useVerbs, useView } from '../../session/useViewer';
import { firstAttemptBy } from '../../words/firstAttempt';
import { implColours } from '../../words/implementations';
import { convergence, convergenceChanges, goneWords, restWords } from '../../words/tasks';
import {
  exited,
  isWaiting,
  taskChanges,
  taskSummary,
  threadAt,
  threadCount,
  threadIndex,
  threadKey,
} from '../../words/threads';
import { useReveal } from '../patches/useReveal';
import { useSlide } from '../useSlide';
import { Convergence } from './Convergence';
import { briefAmong, type Concern } from './density';
import { GlobalVerbs } from './GlobalVerbs';
import { gridCells, taskKey } from './gridCells';
import { Lane } from './Lane';
import { laneOf } from './laneRows';
import { EVERY_TASK, taskOrder } from './order';
import styles from './panel.module.css';
import type { TaskLook } from './Toolbar';
import { useRoom } from './useRoom';

const Grid = later(async () => (await import('./Grid')).Grid);
/** Few machines are so large that they need it. */
const Toolbar = later(async () => (await import('./Toolbar')).Toolbar);
const TaskList = later(async () => (await import('./TaskList')).TaskList);

/** Up to this many threads, idle tasks among them, every one has its lane. */
const MOST_LANES = 24;
/** From this many on, sorting and finding are worth a row. */
const FEW = 12;

/** A lane on its own has room. */
const isNeverBrief = (): boolean => false;

/** The per-task transition: who has switched, who has not, and what each one waits for. */
export const TasksPanel = () => {
  const view = useView();
  const { kernel, before, facts, trace } = view;
  const { select } = useVerbs();
  const selection = useSelection();
  const [look, setLook] = useState<TaskLook>({ sort: 'blocked first', filter: EVERY_TASK, mode: 'grid' });

  const total = threadCount(kernel);
  const many = total > MOST_LANES;
  const summary = taskSummary(kernel);
  const content = useReveal('Tasks', view, many);
  const lanes = useRef<HTMLDivElement>(null);
  const { height, zoom } = useRoom(lanes);
  const colours = implColours(trace);
  const slide = useSlide();
  // A crowd is a picture of its own.
  const about = many ? null : (slide?.threads ?? null);
  const order = useMemo(() => {
    const all = taskOrder(kernel, look.sort, look.filter);
    return about === null ? all : all.filter((index) => about.has(index));
  }, [kernel, look.sort, look.filter, about]);
  const changes = useMemo(() => taskChanges(before, kernel, facts), [before, kernel, facts]);
  const cells = useMemo(() => gridCells(kernel, order, changes), [kernel, order, changes]);
  const keyOf = useCallback((index: number) => threadKey(kernel, index), [kernel]);
  const gone = useMemo(() => exited(before, kernel), [before, kernel]);
  const selected = selection?.kind === 'task' ? threadIndex(kernel, selection.tid, selection.cpu) : null;

  // Until the reader chooses one, the first that waits tells what it waits for.
  const first = order[0];
  const shown = selected ?? (first !== undefined && isWaiting(summary, first) ? first : null);

  const choose = (index: number) => {
    const thread = threadAt(kernel, index);
    if (!thread) return;
    if (index === selected) select(null);
    else if (thread.idleOf === null) select({ kind: 'task', tid: thread.task.tid });
    else select({ kind: 'task', tid: 0, cpu: thread.idleOf });
  };
  const concern = (index: number): Concern => {
    if (isWaiting(summary, index)) return 'waiting';
    return (changes[index] ?? 0) === 0 ? 'rest' : 'changed';
  };
  const isBrief = many ? isNeverBrief : briefAmong(Array.from(order, concern), height, zoom);
  const lane = (index: number) => {
    const thread = threadAt(kernel, index);
    return (
      thread && (
        <Lane
          brief={isBrief(concern(index))}
          lane={laneOf(kernel, before, facts, thread)}
          colours={colours}
          selected={index === selected}
          onSelect={() => choose(index)}
        />
      )
    );
  };

  return (
    <Panel title="Tasks" aside={<GlobalVerbs />}>
      <div ref={content} className={styles.tasks}>
        <div className={many ? styles.pinned : undefined}>
          <Convergence
            words={convergence(kernel, summary, firstAttemptBy(view))}
            changes={convergenceChanges(before, kernel)}
            entries={taskKey(kernel, summary, before && taskSummary(before))}
            running={kernel.transition !== null}
          />
        </div>
        {total > FEW && slide === null && (
          <Pending>
            <Toolbar look={look} onChange={setLook} many={many} shown={order.length} of={total} />
          </Pending>
        )}
        {gone.length > 0 && (
          <p className={styles.gone}>
            <Changed when as="span">
              {goneWords(gone)}
            </Changed>
          </p>
        )}
        {order.length === 0 && <p className={styles.none}>No task is like that at this step.</p>}
        <div ref={lanes}>
          {!many && order.length > 0 && (
            <ul aria-label="Tasks as lanes">
              {Array.from(order, (index) => (
                <li key={threadKey(kernel, index)} data-concern={concern(index)}>
                  {lane(index)}
                </li>
              ))}
            </ul>
          )}
        </div>
        {about !== null && <p className={styles.rest}>{restWords(kernel, about)}</p>}
        {many && order.length > 0 && (
          <Pending>
            {look.mode === 'grid' ? (
              <Grid kernel={kernel} order={order} cells={cells} selected={selected} onSelect={choose} />
            ) : (
              <TaskList order={order} keyOf={keyOf}>
                {lane}
              </TaskList>
            )}
          </Pending>
        )}
        {many && look.mode === 'grid' && shown !== null && (
          <div className={styles.chosen} aria-live="polite">
            {lane(shown)}
          </div>
        )}
      </div>
    </Panel>
  );
};
