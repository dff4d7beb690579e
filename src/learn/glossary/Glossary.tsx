import { useState } from 'react';
import { STAGE } from '../../panels/regions';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { Mono } from '../../parts/Mono';
import type { Opened } from '../../parts/opened';
import { Unbroken } from '../../parts/Unbroken';
import { type Entry, entriesIn, search } from './entries';
import styles from './glossary.module.css';

const List = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <dl className={styles.list}>
    {entries.map(({ term, says, kernel }) => (
      <div key={term} className={styles.entry}>
        <dt>
          <Mono>{term}</Mono>
        </dt>
        <dd>
          <Unbroken>{says}</Unbroken>
          <span className={styles.kernel}>{kernel}</span>
        </dd>
      </div>
    ))}
  </dl>
);

/** The words of the screen, piece by piece: what stands in two elements is not one word. */
const onScreen = (): readonly Entry[] => {
  const stage = document.getElementById(STAGE);
  if (stage === null) return [];
  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
  return entriesIn(texts.join('\n'));
};

interface Props extends Opened {
  /** What to look for at first. */
  readonly sought?: string;
}

/** Whoever opens the whole list comes to look for a word. */
const takeFocus = (field: HTMLInputElement | null): void => field?.focus();

/** Every word that is explained, those on the screen first. */
export const Glossary = ({ sought = '', onClose }: Props) => {
  const [query, setQuery] = useState(sought);
  const [here] = useState(onScreen);
  const found = search(query);
  return (
    <Dialog
      wide
      title="Glossary"
      description="The kernel’s words, and where they live in it. In the app, point at a word, press or hold it, or go from word to word with the key E."
      onClose={onClose}
    >
      <Field ref={sought === '' ? takeFocus : null} label="Search" value={query} onChange={setQuery} type="search" />
      <p className={styles.count} role="status">
        {found.length === 0 ? 'No word matches.' : `${found.length} ${found.length === 1 ? 'word' : 'words'}.`}
      </p>
      {query.trim() === '' && here.length > 0 && (
        <>
          <h3 className={styles.heading}>On the screen</h3>
          <List entries={here} />
          <h3 className={styles.heading}>All words</h3>
        </>
      )}
      <List entries={found} />
    </Dialog>
  );
};
