import { type ReactNode, useState } from 'react';
import { Button } from '../../../parts/Button';
import { later } from '../../../parts/later';
import { Pending } from '../../../parts/Pending';
import { useOwnArrows } from '../../../parts/useOwnArrows';
import { useVerbs } from '../../../session/useViewer';
import { Source } from '../../../words/Source';
import { ShownAs } from '../ShownAs';
import styles from './cycle.module.css';
import type { CyclePicture } from './picture';

const List = later(async () => (await import('./List')).List);

const News = ({ picture: { news } }: { readonly picture: CyclePicture }) =>
  news.length > 0 && (
    <ol className={styles.news} aria-label="Moves of this step">
      {news.map(({ key, who, from, to, says, source }) => (
        <li key={key}>
          <strong>{who}</strong>: {from} → {to}. {says} <Source className={styles.source}>{source}</Source>
        </li>
      ))}
    </ol>
  );

const WAYS = ['Drawing', 'List'] as const;

/** A scroller must be reachable without a mouse. */
const reachable = { tabIndex: 0 };

interface Props {
  readonly picture: CyclePicture;
  /** It, drawn. */
  readonly drawing: ReactNode;
  /** How one chooses whose position is shown. */
  readonly hint: string;
  /** `Show all …` */
  readonly all: string;
}

/** One life cycle: whose position it is, the drawing or the list, and the moves that the step has made. */
export const Cycle = ({ picture, drawing, hint, all }: Props) => {
  const { select } = useVerbs();
  const [shown, setShown] = useState<(typeof WAYS)[number]>('Drawing');
  const body = useOwnArrows();
  return (
    <div className={styles.cycle}>
      <div className={styles.tools}>
        <ShownAs ways={WAYS} shown={shown} onChange={setShown} />
        {picture.followed !== null && <Button onClick={() => select(null)}>{all}</Button>}
        <p className={styles.position}>{picture.says}</p>
      </div>
      <div className={styles.body} ref={body} {...reachable}>
        {shown === 'List' ? (
          <Pending>
            <List picture={picture} />
          </Pending>
        ) : (
          drawing
        )}
        <News picture={picture} />
        {picture.followed === null && <p className={styles.hint}>{hint}</p>}
      </div>
    </div>
  );
};
