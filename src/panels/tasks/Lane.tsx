import { Badge, type Tone } from '../../parts/Badge';
import { Changed } from '../../parts/Changed';
import { join } from '../../parts/join';
import { useIsAsking } from '../../session/usePreview';
import { type ImplColours, implIndex } from '../../words/implementations';
import { lookMark } from '../../words/lookMarks';
import { Prose } from '../../words/Prose';
import { LANE_STATUS_WORDS } from '../../words/tasks';
import { EditButton } from '../EditButton';
import { Frame } from './Frame';
import styles from './lane.module.css';
import type { Lane as Shown } from './laneRows';
import { TaskMenu } from './TaskMenu';
import { WhereIcon } from './WhereIcon';

interface Props {
  readonly lane: Shown;
  /** In one line: nothing about it needs more at this step. */
  readonly brief?: boolean;
  readonly colours: ImplColours;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

const TONES: Readonly<Record<Shown['status'], Tone>> = {
  settled: 'neutral',
  unpatched: 'neutral',
  patched: 'ok',
  pending: 'wait',
  blocked: 'stop',
  leftBehind: 'force',
};

const Stack = ({ lane, colours }: Pick<Props, 'lane' | 'colours'>) =>
  lane.frames.length > 0 && (
    <ol className={styles.stack} aria-label={`Kernel stack of ${lane.name}, newest frame first`}>
      {lane.frames.map((shown) => (
        <Frame
          key={shown.height}
          shown={shown}
          impl={implIndex(colours, shown.frame.impl)}
          blocks={lane.status === 'blocked'}
        />
      ))}
    </ol>
  );

/** What it waits for, and so what becomes of it: not while that is to be guessed. */
const Says = ({ children }: { readonly children: string }) =>
  !useIsAsking() && (
    <p className={styles.says}>
      <Prose>{children}</Prose>
    </p>
  );

/** Everything about one thread, in one row where there is room. */
export const Lane = ({ lane, brief = false, colours, selected, onSelect }: Props) => {
  const { task, idleOf } = lane.thread;
  const full = !brief || selected;
  return (
    <div
      className={join(styles.lane, selected && styles.selected, lane.changed.isNew && styles.new)}
      data-look={idleOf === null ? lookMark.task(task.tid) : lookMark.cpu(idleOf)}
      data-brief={!full || undefined}
    >
      <div className={styles.who}>
        <button type="button" className={styles.name} aria-pressed={selected} onClick={onSelect}>
          {lane.name}
        </button>
        <span className={styles.kind}>
          {task.kind === 'user' ? '' : lane.kind}
          {lane.changed.isNew && ' new'}
        </span>
      </div>
      <Changed when={lane.changed.where} className={styles.where}>
        <WhereIcon where={task.where} className={styles.icon} />
        <span>
          {lane.where}
          {!lane.reliable && <span className={styles.unreliable}>unreliable stack</span>}
        </span>
      </Changed>
      <Changed when={lane.changed.state} className={styles.state}>
        <Badge tone={TONES[lane.status]}>{LANE_STATUS_WORDS[lane.status]}</Badge>
        {lane.leftBehind && lane.status !== 'leftBehind' && <Badge tone="force">left behind</Badge>}
        {lane.switched !== null && <span className={styles.by}>by {lane.switched}</span>}
      </Changed>
      {full && (
        <div className={styles.code}>
          <div className={styles.inside}>
            <Changed when={lane.changed.stack} className={styles.frames}>
              <Stack lane={lane} colours={colours} />
            </Changed>
            <p className={styles.word}>
              <code>
                {lane.stateBefore !== null && `${lane.stateBefore} → `}
                {task.patchState} {lane.stateName}
              </code>{' '}
              {task.pending && <code className={styles.flag}>TIF_PATCH_PENDING</code>}
            </p>
          </div>
          {lane.says !== '' && <Says>{lane.says}</Says>}
          {selected && <EditButton part={idleOf === null ? { kind: 'task', tid: task.tid } : { kind: 'cpus' }} />}
        </div>
      )}
      <div className={styles.menu}>
        <TaskMenu name={lane.name} tid={task.tid} idleOf={idleOf} />
      </div>
    </div>
  );
};
