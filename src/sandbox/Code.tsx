import { use, useMemo, useState } from 'react';
import { readers } from '../intake/readers';
import type { WidePatchSpec } from '../kernel/world';
import { Area } from '../parts/Area';
import { Button } from '../parts/Button';
import { copyText } from '../parts/copyText';
import { once } from '../parts/later';
import type { Row } from './draft';
import pane from './pane.module.css';
import styles from './sandbox.module.css';
import { isCurrent, isUnread } from './typedCode';

const reading = once(readers);

/** What `readModules()` found in a text. */
export type ReadModules = ReturnType<Awaited<ReturnType<typeof readers>>['readModules']>;

interface Props {
  readonly row: Row<WidePatchSpec>;
  readonly onType: (text: string, read: ReadModules) => void;
  /** The C is what the form says again. */
  readonly onDrop: () => void;
}

const MOST_SHOWN = 20;

/** A livepatch as the C of its module. What is changed there is read back; what is not understood is named with its line. */
export const Code = ({ row, onType, onDrop }: Props) => {
  const { spec, code } = row;
  const { readModules, writeModule } = use(reading());
  const [outcome, setOutcome] = useState('');
  const typed = code !== undefined && isCurrent(row) ? code.text : null;
  const text = typed ?? writeModule(spec);
  const read = useMemo(() => (typed === null ? null : readModules(typed)), [typed, readModules]);
  const others = (read?.patches.length ?? 0) + (read?.targets.length ?? 0) - 1;
  const problems = read?.problems ?? [];
  const write = (next: string): void => onType(next, readModules(next));
  const copy = (): void => {
    copyText(text).then(
      () => setOutcome('Copied.'),
      () => setOutcome('The browser does not let the app copy.'),
    );
  };
  return (
    <div className={pane.code} data-wrong={isUnread(row) ? '' : undefined}>
      <Area
        label={`${spec.name}.c`}
        hint="As it is built for an x86-64 kernel. Change it here, and the form follows."
        problem={isUnread(row) ? 'No livepatch can be read from this. The form is as it was before.' : undefined}
        rows={20}
        wrap="off"
        value={text}
        onChange={write}
        data-first=""
      />
      {problems.length > 0 && (
        <ul className={pane.remarks} aria-label="Lines that need another look">
          {problems.slice(0, MOST_SHOWN).map(({ line, what, instead }) => (
            <li key={`${line} ${what}`}>
              Line {line}: {what}; {instead}.
            </li>
          ))}
          {problems.length > MOST_SHOWN && <li>And {problems.length - MOST_SHOWN} more.</li>}
        </ul>
      )}
      {others > 0 && <p className={pane.remarks}>The text has more than one module: the first is this one.</p>}
      {code !== undefined && typed === null && (
        <p className={pane.remarks}>The form was changed after you typed C here. This is what the form says.</p>
      )}
      <div className={styles.tools}>
        <Button onClick={copy}>Copy</Button>
        {typed !== null && <Button onClick={onDrop}>Write it anew from the form</Button>}
        {code !== undefined && typed === null && (
          <Button onClick={() => write(code.text)}>Take what you typed instead</Button>
        )}
        <p role="status" className={pane.copied}>
          {outcome}
        </p>
      </div>
    </div>
  );
};
