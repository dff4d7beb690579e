import { Badge } from '../../parts/Badge';
import { Changed } from '../../parts/Changed';
import { Mono } from '../../parts/Mono';
import { Breakable } from '../../words/Breakable';
import { Prose } from '../../words/Prose';
import type { Changes } from '../changes';
import { EditButton } from '../EditButton';
import type { TargetCard as Card } from './cards';
import { Params } from './Params';
import styles from './patchCard.module.css';
import { Verbs } from './Verbs';

const STATE_WORDS: Readonly<Record<Card['state'], string>> = {
  COMING: 'coming',
  LIVE: 'live',
  GOING: 'going',
};

interface Props {
  readonly card: Card;
  readonly changes: Changes;
}

/** A module that livepatches may name. */
export const TargetCard = ({ card, changes }: Props) => (
  <Changed as="article" when={changes.appeared} className={styles.card}>
    <header className={styles.head}>
      <h4 className={styles.target}>
        <Mono>
          <Breakable>{card.name}</Breakable>
        </Mono>
      </h4>
      <EditButton part={{ kind: 'module', name: card.name }} />
      <span className={styles.numbers}>
        <Changed as="span" when={changes.parts.has('state')}>
          <Badge tone={card.state === 'LIVE' ? 'neutral' : 'wait'}>{STATE_WORDS[card.state]}</Badge>
        </Changed>
        <Changed as="span" when={changes.parts.has('refcnt')}>
          refcnt {card.refcnt}
        </Changed>
      </span>
    </header>
    {card.patchedBy.length > 0 && (
      <p className={styles.says}>
        <Prose>{`Named by ${card.patchedBy.map((name) => `\`${name}\``).join(', ')}.`}</Prose>
      </p>
    )}
    <Params module={card.name} params={card.params} changed={changes.parts.has('params')} />
    <Verbs subject={card.name} offers={card.offers} />
  </Changed>
);
