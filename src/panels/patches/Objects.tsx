import { Mono } from '../../parts/Mono';
import { useSelection, useVerbs } from '../../session/useViewer';
import { Breakable } from '../../words/Breakable';
import { type FuncRow, funcLabel, type ObjectRow } from './objectRows';
import styles from './objects.module.css';

const Name = ({ children }: { readonly children: string }) => (
  <Mono>
    <Breakable>{children}</Breakable>
  </Mono>
);

interface UnderProps {
  readonly patch: string | null;
}

/** Another livepatch stands above it on the `func_stack`. */
const Under = ({ patch }: UnderProps) =>
  patch !== null && (
    <span className={styles.under}>
      under <Name>{patch}</Name>
    </span>
  );

interface FuncProps {
  readonly object: ObjectRow;
  readonly row: FuncRow;
}

const Func = ({ object, row: { func, newName, nop, under } }: FuncProps) => {
  const { select } = useVerbs();
  const selection = useSelection();
  const selected = selection?.kind === 'func' && selection.object === object.name && selection.func === func;
  return (
    <li className={styles.func}>
      <button
        type="button"
        className={styles.name}
        aria-pressed={selected}
        title={newName === null ? undefined : `${funcLabel(object.name, func)}() → ${newName}()`}
        onClick={() => select(selected ? null : { kind: 'func', object: object.name, func })}
      >
        <Name>{func}</Name>
      </button>
      {nop && <span className={styles.tag}>nop</span>}
      {object.under === null && <Under patch={under} />}
    </li>
  );
};

const stateOf = ({ loaded, dynamic, funcs }: ObjectRow): string =>
  [loaded ? null : 'not loaded', dynamic ? 'for nops only' : null, funcs.length === 0 ? 'callbacks only' : null]
    .filter((word) => word !== null)
    .join(', ');

interface Props {
  readonly objects: readonly ObjectRow[];
}

/** The objects of a livepatch with their functions, as its sysfs directory lists them. */
export const Objects = ({ objects }: Props) => (
  <dl className={styles.objects}>
    {objects.map((object) => (
      <div key={object.name} className={styles.object} data-loaded={object.loaded}>
        <dt>
          <Name>{object.name}</Name> <span className={styles.state}>{stateOf(object)}</span>{' '}
          <Under patch={object.under} />
        </dt>
        {object.funcs.length > 0 && (
          <dd>
            <ul className={styles.funcs}>
              {object.funcs.map((row) => (
                <Func key={row.func} object={object} row={row} />
              ))}
            </ul>
          </dd>
        )}
      </div>
    ))}
  </dl>
);
