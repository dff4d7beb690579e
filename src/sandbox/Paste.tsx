import { type DragEvent, use, useMemo, useState } from 'react';
import { readKlpFile } from '../file/read';
import { Area } from '../parts/Area';
import { Button } from '../parts/Button';
import { plural } from '../words/plural';
import type { Draft } from './draft';
import type { Begun } from './editing';
import pane from './pane.module.css';
import { type Pasted, type Readers, readPasted } from './pasted';
import { readers } from './readers';
import styles from './sandbox.module.css';

interface Props {
  readonly draft: Draft;
  readonly onAdd: (pasted: Pasted) => void;
  /** The text was a whole machine. */
  readonly onBegin: (begun: Begun) => void;
}

type Found = { readonly pasted: Pasted } | { readonly begun: Begun } | { readonly problems: readonly string[] } | null;

function found(text: string, by: Readers, { tasks }: Draft): Found {
  if (text.trim() === '') return null;
  if (/^\s*\{/.test(text)) {
    const read = readKlpFile(text);
    if ('problems' in read)
      return { problems: read.problems.map(({ at, says }) => (at === '' ? says : `${at}: ${says}`)) };
    const { world, title, steps } = read.file;
    return { begun: { world, from: `“${title}”`, aim: { is: 'open', events: steps.map(({ event }) => event) } } };
  }
  return {
    pasted: readPasted(
      text,
      by,
      tasks.map(({ spec }) => spec),
    ),
  };
}

/** Text that becomes rows: modules in C, tasks as a kernel prints them, or a whole machine as a file has it. */
export const Paste = ({ draft, onAdd, onBegin }: Props) => {
  const by = use(readers());
  const [text, setText] = useState('');
  const read = useMemo(() => found(text, by, draft), [text, by, draft]);
  const drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    // Behind the editor a file that is dropped changes the machine on the screen.
    event.stopPropagation();
    file.text().then(setText, () => undefined);
  };
  const pasted = read !== null && 'pasted' in read ? read.pasted : null;
  const says =
    pasted === null
      ? null
      : [
          ...(pasted.patches.length > 0 ? [plural(pasted.patches.length, 'livepatch', 'livepatches')] : []),
          ...(pasted.targets.length > 0 ? [plural(pasted.targets.length, 'module')] : []),
          ...(pasted.tasks.length > 0
            ? [
                plural(
                  pasted.tasks.reduce((sum, { count = 1 }) => sum + count, 0),
                  'task',
                ),
              ]
            : []),
        ].join(', ');
  const problems =
    read !== null && 'problems' in read
      ? read.problems
      : (pasted?.problems ?? []).map(({ line, what, instead }) => `Line ${line}: ${what}; ${instead}.`);
  return (
    <section className={pane.beginnings} aria-label="Paste" onDrop={drop}>
      <h3>Paste</h3>
      <Area
        label="C of modules, kernel stacks, or a .klp.json"
        hint="samples/livepatch/livepatch-sample.c, hung tasks from dmesg, SysRq-T, a soft lockup, /proc/PID/stack. Both in one text will do."
        data-first=""
        rows={12}
        wrap="off"
        value={text}
        onChange={setText}
      />
      {problems.length > 0 && (
        <ul className={pane.remarks} aria-label="What was not understood">
          {problems.slice(0, MOST_SHOWN).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {problems.length > MOST_SHOWN && <li>And {problems.length - MOST_SHOWN} more.</li>}
        </ul>
      )}
      <div className={styles.tools}>
        <Button
          aria-disabled={says === '' || read === null || 'problems' in read}
          onClick={() => {
            if (read !== null && 'begun' in read) onBegin(read.begun);
            else if (pasted !== null && says !== '') onAdd(pasted);
          }}
        >
          {read !== null && 'begun' in read ? 'Take this machine' : `Add ${says || 'what it says'}`}
        </Button>
      </div>
    </section>
  );
};

const MOST_SHOWN = 20;
