import { use, useDeferredValue, useMemo } from 'react';
import { isNothing, read, type Understood } from '../intake/given';
import { summaryOf } from '../intake/grow';
import type { Given } from '../intake/kind';
import { readers } from '../intake/readers';
import { Area } from '../parts/Area';
import { Button } from '../parts/Button';
import { once } from '../parts/later';
import { type Draft, worldOf } from './draft';
import pane from './pane.module.css';

const reading = once(readers);

interface Props {
  readonly draft: Draft;
  /** What stands in the field. */
  readonly given: Given;
  /** Of what was dropped, or was to be opened with the machine, and gave nothing. */
  readonly refused: readonly string[];
  readonly onChange: (given: Given) => void;
  readonly onTake: (found: Understood) => void;
  /** It is too long to be shown. */
  readonly onLong: (text: string) => void;
}

const MOST_LINES = 20;

/** Text that becomes rows: modules in C, tasks as a kernel prints them, or a whole machine as a file has it. */
export const Paste = ({ draft, given, refused, onChange, onTake, onLong }: Props) => {
  const by = use(reading());
  const late = useDeferredValue(given);
  const found = useMemo(
    () =>
      late.text === ''
        ? null
        : read(
            [late],
            by,
            draft.tasks.map(({ spec }) => spec),
          ),
    [late, by, draft.tasks],
  );
  const summary = useMemo(
    () => (found === null || isNothing(found) ? '' : summaryOf(worldOf(draft), found)),
    [draft, found],
  );
  const isUseless = found === null || isNothing(found);
  const lines = [...new Set([...(found === null ? [] : [...found.refused, ...found.lines]), ...refused])];
  return (
    <section className={pane.paste} aria-label="Paste">
      <h3>Paste</h3>
      <Area
        label="C of modules, kernel stacks, or a .klp.json"
        hint="samples/livepatch/livepatch-sample.c, hung tasks from dmesg, SysRq-T, a soft lockup, /proc/PID/stack, bt of crash, lsmod. Several in one text will do, and files may be dropped here."
        data-first=""
        rows={12}
        wrap="off"
        value={given.text}
        onChange={(text) => onChange({ text })}
        onLong={onLong}
      />
      {lines.length > 0 && (
        <ul className={pane.remarks} aria-label="Lines that need another look" data-refused="" tabIndex={-1}>
          {lines.slice(0, MOST_LINES).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {lines.length > MOST_LINES && <li>And {lines.length - MOST_LINES} more.</li>}
        </ul>
      )}
      {found !== null && found.passed.length > 0 && <p className={pane.remarks}>{found.passed.join(' ')}</p>}
      <div className={pane.add}>
        <Button aria-disabled={isUseless || late !== given} onClick={() => !isUseless && onTake(found)}>
          {found?.file == null ? `Add ${summary || 'what it says'}` : 'Take this machine'}
        </Button>
      </div>
    </section>
  );
};
