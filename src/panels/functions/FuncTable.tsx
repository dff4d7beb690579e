import { Badge } from '../../parts/Badge';
import { Changed } from '../../parts/Changed';
import { Mono } from '../../parts/Mono';
import { counted } from '../../phrases/plural';
import { useSelection, useVerbs } from '../../session/useViewer';
import { Breakable } from '../../words/Breakable';
import { Impl } from '../../words/Impl';
import { type ImplColours, implIndex } from '../../words/implementations';
import { lookMark } from '../../words/lookMarks';
import type { Changes } from '../changes';
import { objectWord } from '../patches/objectRows';
import { type Crowd, NOBODY } from './crowds';
import styles from './funcTable.module.css';
import type { LeftBehind, MarkedFunc, StackRow } from './table';

interface CountProps {
  readonly crowd: Crowd;
  readonly changed: boolean;
}

const Count = ({ crowd: { count }, changed }: CountProps) => (
  <td className={styles.count} data-none={count === 0 || undefined}>
    <Changed as="span" when={changed}>
      {counted(count)}
    </Changed>
  </td>
);

interface WhoProps {
  readonly label: string;
  readonly crowd: Crowd;
}

/** The names behind a number, when they are few. */
const Who = ({ label, crowd: { names, more } }: WhoProps) =>
  names.length > 0 &&
  !more && (
    <span className={styles.who}>
      {label} <Mono>{names.join(' ')}</Mono>
    </span>
  );

interface EntryProps {
  /** Its livepatch is selected. */
  readonly selected: boolean;
  readonly row: StackRow;
  readonly changes: Changes;
  readonly colours: ImplColours;
  /** Of all tasks, those that resolve to the entry: 0 to 1. */
  readonly share: number;
}

const Entry = ({
  selected,
  row: { patch, nop, inTransition, resolves, frames },
  changes,
  colours,
  share,
}: EntryProps) => (
  <tr className={styles.row} data-selected={selected || undefined} data-impl={implIndex(colours, nop ? null : patch)}>
    <th scope="row" className={styles.entry}>
      <span className={styles.words}>
        {/* A badge that has gone cannot be marked itself. */}
        <Changed as="span" when={changes.appeared || (!inTransition && changes.parts.has('inTransition'))}>
          <Impl index={implIndex(colours, patch)} patch={patch} />
        </Changed>
        {nop && <span className={styles.nop}>nop → original</span>}
        {inTransition && (
          <Changed as="span" when={changes.parts.has('inTransition')}>
            <Badge tone="wait">in transition</Badge>
          </Changed>
        )}
      </span>
      {share > 0 && <span className={styles.bar} style={{ width: `${share * 100}%` }} aria-hidden="true" />}
      <Who label="callers" crowd={resolves} />
      <Who label="frames" crowd={frames} />
    </th>
    <Count crowd={resolves} changed={changes.parts.has('resolves')} />
    <Count crowd={frames} changed={changes.parts.has('frames')} />
  </tr>
);

interface LeftProps {
  readonly left: LeftBehind;
  readonly colour: number;
}

/** Off the `func_stack`: nobody can call it any more, and yet it runs. */
const Left = ({ left: { patch, frames }, colour }: LeftProps) => (
  <tr data-impl={colour}>
    <th scope="row" className={styles.entry}>
      <span className={styles.words}>
        <Impl index={colour} patch={patch} />
        <Badge tone="force">off the stack, still running</Badge>
      </span>
      <Who label="frames" crowd={frames} />
    </th>
    <Count crowd={NOBODY} changed={false} />
    <Count crowd={frames} changed={false} />
  </tr>
);

interface Props {
  readonly func: MarkedFunc;
  readonly colours: ImplColours;
  readonly tasks: number;
}

/** One patched function: the entries of its `func_stack`, and frames that outlived their entry. */
export const FuncTable = ({ func: { card, rows, stackChanged }, colours, tasks }: Props) => {
  const { select } = useVerbs();
  const selection = useSelection();
  const { object, func, left } = card;
  const module = objectWord(object);
  const selected = selection?.kind === 'func' && selection.object === object && selection.func === func;
  return (
    <table
      className={styles.table}
      data-selected={selected || undefined}
      data-look={lookMark.func(`${object}:${func}`)}
    >
      <thead>
        <tr>
          <th scope="col" className={styles.func}>
            <Changed as="span" when={stackChanged}>
              <button
                type="button"
                className={styles.name}
                aria-pressed={selected}
                onClick={() => select(selected ? null : { kind: 'func', object, func })}
              >
                <Mono>
                  <Breakable>{func}</Breakable>
                </Mono>
              </button>
            </Changed>
            {module !== null && <span className={styles.object}>of {module}</span>}
          </th>
          <th scope="col" className={styles.number}>
            callers
          </th>
          <th scope="col" className={styles.number}>
            frames
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, changes }) => (
          <Entry
            key={row.patch ?? ''}
            selected={selection?.kind === 'patch' && selection.name === row.patch}
            row={row}
            changes={changes}
            colours={colours}
            share={tasks === 0 ? 0 : row.resolves.count / tasks}
          />
        ))}
        {left.map((each) => (
          <Left key={each.patch} left={each} colour={implIndex(colours, each.patch)} />
        ))}
      </tbody>
    </table>
  );
};
