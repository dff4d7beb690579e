import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../parts/IconButton';
import { CloseIcon } from '../../parts/laterIcons';
import { Mono } from '../../parts/Mono';
import { openerNow } from '../../parts/opener';
import type { View } from '../../viewer/contract';
import { Prose } from '../../words/Prose';
import { readingOf } from '../../words/reading';
import { Source } from '../../words/Source';
import { Answer } from '../why/Answer';
import { askWords, type DiagramEdge, edgeWithKey, nodeOf, type Picked, phasesIn } from './chartView';
import styles from './details.module.css';
import { inStep, nowOf, onlyUnder, type Said } from './edgeDetails';
import type { EdgeStatuses } from './now';
import type { Passages } from './passages';

const load = () => import('./passages');

/** The scenarios, once they have been played; `null` until then, `'failed'` when they cannot be fetched. */
const usePassages = (): Passages | null | 'failed' => {
  const [found, setFound] = useState<Passages | null | 'failed'>(null);
  useEffect(() => {
    let wanted = true;
    load()
      .then(({ passages }) => passages())
      .then(
        (all) => wanted && setFound(all),
        () => wanted && setFound('failed'),
      );
    return () => {
      wanted = false;
    };
  }, []);
  return found;
};

const Through = ({ name }: { readonly name: string }) => {
  const found = usePassages();
  if (found === null)
    return (
      <p aria-busy="true" className={styles.note}>
        Playing the scenarios …
      </p>
    );
  if (found === 'failed') return <p className={styles.note}>The scenarios could not be fetched.</p>;
  const passing = found.through.get(name) ?? [];
  const source = found.sources.get(name);
  const reading = source?.reading === undefined ? undefined : readingOf(source.reading);
  return (
    <>
      {source?.rfc !== undefined && (
        <Part title="The RFC, in our words">
          <p>{source.rfc}</p>
          {source.mail !== undefined && <p className={styles.note}>{source.mail}. No kernel has this rule.</p>}
          {reading && (
            <p className={styles.note}>
              Reading {reading.number}, ours: {reading.title} {reading.ours} The other reading: {reading.other}
            </p>
          )}
        </Part>
      )}
      <Part title={`Scenarios that pass through: ${passing.length}`}>
        {passing.length === 0 && <p className={styles.note}>None, each played under its own policy.</p>}
        <ul>
          {passing.map(({ id, title, step, hash }) => (
            <li key={id}>
              <a href={hash}>
                {title}, step {step}
              </a>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.part}>
    <h4>{title}</h4>
    {children}
  </section>
);

const Sentence = ({ said: { says, verdict } }: { readonly said: Said }) => (
  <>
    <p>
      <Prose>{says}</Prose>
    </p>
    {verdict && (verdict.refused || verdict.compared.length > 0) && <Answer answer={verdict} reading={undefined} />}
  </>
);

const Edge = ({
  edge,
  view,
  statuses,
}: {
  readonly edge: DiagramEdge;
  readonly view: View;
  readonly statuses: EdgeStatuses;
}) => {
  const step = inStep(view, edge.key);
  const only = onlyUnder(edge);
  return (
    <>
      <p>
        {edge.event !== null && (
          <>
            On <Mono>{edge.event}</Mono>,{' '}
          </>
        )}
        from <Mono>{edge.from}</Mono> to <Mono>{edge.to}</Mono>.{' '}
        {edge.guard.kind === 'rule' ? `Taken when the rule refuses.` : edge.description}
      </p>
      <p className={styles.source}>
        <Source>{edge.source}</Source>
      </p>
      {only && <p className={styles.note}>Only under {only.map((title) => `“${title}”`).join(' and ')}.</p>}
      {step && (
        <Part title="In this step">
          <Sentence said={step} />
        </Part>
      )}
      <Part title="Now">
        {nowOf(view, edge.key, statuses.get(edge.key)).map((said) => (
          <Sentence key={said.says} said={said} />
        ))}
      </Part>
    </>
  );
};

interface Props {
  readonly picked: NonNullable<Picked>;
  readonly view: View;
  readonly statuses: EdgeStatuses;
  readonly onClose: () => void;
}

/** What was chosen in the chart: what it is, what it did, what it would do, and where it can be seen happening. */
export const Details = ({ picked, view, statuses, onClose }: Props) => {
  const edge = edgeWithKey(picked.key);
  const node = nodeOf(picked.key);
  const name = edge ? askWords(edge) : picked.key;
  const aside = useRef<HTMLElement>(null);
  const [opener] = useState(openerNow);

  // Chosen with a key, they are read next; in the list they would be a hundred tab stops away.
  useEffect(() => {
    if (opener?.matches('button:focus-visible')) aside.current?.focus();
  }, [opener]);
  const close = () => {
    if (aside.current?.contains(document.activeElement)) opener?.focus();
    onClose();
  };
  return (
    <aside
      ref={aside}
      tabIndex={-1}
      className={styles.details}
      aria-label={`Details of ${name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header className={styles.head}>
        <h3>
          <Mono>{name}</Mono>
        </h3>
        <IconButton label="Close the details" onClick={close}>
          <CloseIcon />
        </IconButton>
      </header>
      {edge && <Edge edge={edge} view={view} statuses={statuses} />}
      {node && (
        <>
          <p>{node.description}</p>
          <p className={styles.source}>
            <Source>{node.source}</Source>
          </p>
          <p className={styles.note}>
            {node.compound
              ? `A compound state around ${phasesIn(node).join(', ')}.`
              : node.name === view.phase
                ? 'The active phase.'
                : 'Not the active phase.'}{' '}
            {!node.compound && (node.stable ? 'Events are waited for here.' : 'A phase that is passed through.')}
          </p>
        </>
      )}
      <Through name={picked.key} />
    </aside>
  );
};
