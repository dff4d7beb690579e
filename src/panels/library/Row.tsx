import { useState } from 'react';
import type { KernelEvent } from '../../kernel/events';
import { Badge } from '../../parts/Badge';
import { Changed } from '../../parts/Changed';
import { ChevronIcon } from '../../parts/icons';
import { Mono } from '../../parts/Mono';
import { usePreview } from '../../session/usePreview';
import { useVerbs } from '../../session/useViewer';
import { Breakable } from '../../words/Breakable';
import { lookMark } from '../../words/lookMarks';
import { Marks } from '../../words/Marks';
import { VerbButton } from '../../words/VerbButton';
import { EditButton } from '../EditButton';
import { givenParams } from '../patches/paramRows';
import { ParamFields } from './ParamFields';
import styles from './row.module.css';
import type { LibraryRow } from './rows';
import { VerdictLine } from './VerdictLine';

interface Props {
  readonly row: LibraryRow;
  /** It came or went with this step. */
  readonly changed: boolean;
}

const insmodOf = ({ name, params }: LibraryRow, values: Readonly<Record<string, string>>): KernelEvent => {
  const given = givenParams(params, values);
  return { type: 'insmod', module: name, ...(given && { params: given }) };
};

interface NamesProps {
  readonly label: string;
  readonly names: readonly string[];
}

const Names = ({ label, names }: NamesProps) =>
  names.length > 0 && (
    <p>
      {label}{' '}
      {names.map((name, at) => (
        <span key={name}>
          {at > 0 && ', '}
          <Mono>
            <Breakable>{name}</Breakable>
          </Mono>
        </span>
      ))}
    </p>
  );

/** A module on the disk: what it is, what the rules say to loading it now, and the button that loads it. */
export const Row = ({ row, changed }: Props) => {
  const { act } = useVerbs();
  const preview = usePreview();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const event = insmodOf(row, values);
  const verdict = preview(event);
  return (
    <Changed as="li" when={changed} className={styles.row} data-look={lookMark.module(row.name)}>
      <div className={styles.head}>
        <h4>
          <button type="button" className={styles.name} aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronIcon />
            <Mono>
              <Breakable>{row.name}</Breakable>
            </Mono>
          </button>
        </h4>
        {row.kind === 'livepatch' && <Marks {...row} brief />}
        {row.loaded && <Badge tone="ok">loaded</Badge>}
      </div>
      <VerbButton
        small
        label="insmod"
        aria-label={`insmod ${row.name}`}
        className={styles.verb}
        verdict={verdict}
        onAct={() => act(event)}
      />
      <div className={styles.about}>
        {!row.loaded && verdict !== null && <VerdictLine subject={row.name} verdict={verdict} />}
        <Names
          label={row.kind === 'livepatch' ? 'patches' : 'has'}
          names={row.kind === 'livepatch' ? row.patches : row.functions}
        />
        {row.kind === 'livepatch' && <Names label="callbacks for" names={row.callbacks} />}
        {!row.loaded && (
          <ParamFields
            params={row.params}
            values={values}
            onChange={setValues}
            replaceParam={row.kind === 'livepatch' ? row.replaceParam : null}
          />
        )}
        {open && <p className={styles.note}>{[row.note, row.source].filter(Boolean).join(' ')}</p>}
        {open && <EditButton part={{ kind: 'module', name: row.name }} />}
      </div>
    </Changed>
  );
};
