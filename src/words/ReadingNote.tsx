import { useState } from 'react';
import type { Reading } from '../kernel/readings';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';
import { Unbroken } from '../parts/Unbroken';
import styles from './readingNote.module.css';

const Readings = later(async () => (await import('./Readings')).Readings);

/** The reading that an answer rests on, with the other one, and the way to the list of all. */
export const ReadingNote = ({ reading }: { readonly reading: Reading }) => {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <details className={styles.reading}>
        <summary>
          Reading {reading.number}, ours: {reading.title}
        </summary>
        <dl>
          <dt>Here</dt>
          <dd>
            <Unbroken>{reading.ours}</Unbroken>
          </dd>
          <dt>Other reading</dt>
          <dd>
            <Unbroken>{reading.other}</Unbroken>
          </dd>
        </dl>
        <Button onClick={() => setOpen(true)}>All readings</Button>
      </details>
      <OpensOver onClose={close}>{open && <Readings at={reading.key} onClose={close} />}</OpensOver>
    </>
  );
};
