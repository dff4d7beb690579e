import { Badge } from '../../parts/Badge';
import { Changed } from '../../parts/Changed';
import { useSelection, useVerbs, useViewer } from '../../session/useViewer';
import { policyInForce } from '../../viewer/policyInForce';
import type { ViewerState } from '../../viewer/state';
import { Impl } from '../../words/Impl';
import { lookMark } from '../../words/lookMarks';
import { Marks } from '../../words/Marks';
import { Prose } from '../../words/Prose';
import type { Changes } from '../changes';
import { EditButton } from '../EditButton';
import type { PatchCard as Card } from './cards';
import { nextWords, PATCH_STATUS_TONES, PATCH_STATUS_WORDS, replacesWords } from './cardWords';
import { Objects } from './Objects';
import { Params } from './Params';
import styles from './patchCard.module.css';
import { Verbs } from './Verbs';

interface Props {
  readonly card: Card;
  readonly colour: number;
  readonly changes: Changes;
  /** The step is about another card: what this one patches is left out. */
  readonly brief: boolean;
}

/** `<patch>/stack_order` is a file of mainline; not every policy keeps it. */
const showsStackOrder = (state: ViewerState): boolean => policyInForce(state).patchFiles.includes('stack_order');

/** One livepatch module, from `insmod` to `rmmod`. */
export const PatchCard = ({ card, colour, changes, brief }: Props) => {
  const { select } = useVerbs();
  const selection = useSelection();
  const selected = selection?.kind === 'patch' && selection.name === card.name;
  const hasStackOrder = useViewer(showsStackOrder);
  const next = nextWords(card);
  const replaces = replacesWords(card);
  const full = !brief || selected;
  const has = (part: keyof Card): boolean => changes.parts.has(part);
  return (
    <Changed
      as="article"
      when={changes.appeared}
      className={styles.card}
      data-impl={colour}
      data-selected={selected}
      data-look={lookMark.module(card.name)}
    >
      <header className={styles.head}>
        <h3>
          <button
            type="button"
            className={styles.name}
            aria-pressed={selected}
            onClick={() => select(selected ? null : { kind: 'patch', name: card.name })}
          >
            <Impl index={colour} patch={card.name} />
          </button>
        </h3>
        <EditButton part={{ kind: 'module', name: card.name }} />
        <Marks {...card} />
      </header>
      <p className={styles.line}>
        <Changed as="span" when={has('status')}>
          <Badge tone={PATCH_STATUS_TONES[card.status]}>{PATCH_STATUS_WORDS[card.status]}</Badge>
        </Changed>
        {card.forced && card.status !== 'kept for ever' && (
          <Changed as="span" when={has('forced')}>
            <Badge tone="force">forced</Badge>
          </Changed>
        )}
        <span className={styles.numbers}>
          {card.stackOrder !== null && hasStackOrder && (
            <Changed as="span" when={has('stackOrder')}>
              stack_order {card.stackOrder}
            </Changed>
          )}
          {card.refcnt !== null && (
            <Changed as="span" when={has('refcnt')}>
              refcnt {card.refcnt}
            </Changed>
          )}
        </span>
      </p>
      {next !== null && (
        <p className={styles.says}>
          <Prose>{next}</Prose>
        </p>
      )}
      {replaces !== null && (
        <p className={styles.says}>
          <Prose>{replaces}</Prose>
        </p>
      )}
      {full && card.objects.length > 0 && (
        <Changed when={has('objects')} className={styles.objects}>
          <Objects objects={card.objects} />
        </Changed>
      )}
      {full && <Params module={card.name} params={card.params} changed={has('params')} />}
      <Verbs subject={card.name} offers={card.offers} />
    </Changed>
  );
};
