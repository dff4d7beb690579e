import { use, useState } from 'react';
import { readers } from '../intake/readers';
import type { WidePatchSpec } from '../kernel/world';
import { Area } from '../parts/Area';
import { Button } from '../parts/Button';
import { put } from './field';
import pane from './pane.module.css';
import styles from './sandbox.module.css';

interface Props {
  readonly patch: WidePatchSpec;
  readonly onChange: (patch: WidePatchSpec) => void;
}

/** What is no part of a module's source stays. */
const kept = (read: WidePatchSpec, { missing, complaint }: WidePatchSpec): WidePatchSpec =>
  put(read, {
    missing,
    complaint: read.complaint ?? (complaint?.about === 'notMarked' ? undefined : complaint),
  });

/** A livepatch as the C of its module. What is changed there is read back; what is not understood is named with its line. */
export const Code = ({ patch, onChange }: Props) => {
  const { readModules, writeModule } = use(readers());
  const [typed, setTyped] = useState<string | null>(null);
  const [copied, setCopied] = useState('');
  const text = typed ?? writeModule(patch);
  const read = typed === null ? null : readModules(typed);
  const others = (read?.patches.length ?? 0) + (read?.targets.length ?? 0) - 1;
  const write = (next: string): void => {
    setTyped(next);
    const [first] = readModules(next).patches;
    if (first !== undefined) onChange(kept(first, patch));
  };
  const copy = (): void => {
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => setCopied('Copied.'),
      () => setCopied('The browser does not let the app copy.'),
    );
  };
  return (
    <div className={pane.code}>
      <Area
        label={`${patch.name}.c`}
        hint="As it is built for an x86-64 kernel. Change it here, and the form follows."
        rows={20}
        wrap="off"
        value={text}
        onChange={write}
        data-first=""
      />
      {read !== null && read.problems.length > 0 && (
        <ul className={pane.remarks} aria-label="What was not understood">
          {read.problems.map(({ line, what, instead }) => (
            <li key={`${line} ${what}`}>
              Line {line}: {what}; {instead}.
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <p className={pane.remarks}>The text has more than one module: the first is this one.</p>}
      <div className={styles.tools}>
        <Button onClick={copy}>Copy</Button>
        <p role="status" className={pane.copied}>
          {copied}
        </p>
      </div>
    </div>
  );
};
