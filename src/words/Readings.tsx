import { useEffect, useRef } from 'react';
import { Dialog } from '../parts/Dialog';
import { join } from '../parts/join';
import { Unbroken } from '../parts/Unbroken';
import { type ListedReading, listedReadings } from './readingRows';
import styles from './readings.module.css';

interface EntryProps {
  readonly reading: ListedReading;
  /** The one that was asked for. */
  readonly asked: boolean;
  readonly onFollow: () => void;
}

const Entry = ({ reading, asked, onFollow }: EntryProps) => {
  const entry = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked) entry.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const { title, ours, other, policyTitle, steps } = reading;
  return (
    <article ref={entry} className={join(styles.reading, asked && styles.asked)} aria-current={asked || undefined}>
      <h3>{title}</h3>
      <dl className={styles.both}>
        <dt>Here</dt>
        <dd>
          <Unbroken>{ours}</Unbroken>
        </dd>
        <dt>Other reading</dt>
        <dd>
          <Unbroken>{other}</Unbroken>
        </dd>
        <dt>Policy</dt>
        <dd>{policyTitle}</dd>
      </dl>
      <h4>Where it decides</h4>
      <ul className={styles.steps}>
        {steps.map(({ hash, title: scenario, step, here, otherwise }) => (
          <li key={hash}>
            <a href={hash} onClick={onFollow}>
              {scenario}, step {step}
            </a>
            <p>
              <Unbroken>{here}</Unbroken>
            </p>
            <p className={styles.otherwise}>
              Otherwise: <Unbroken>{otherwise}</Unbroken>
            </p>
          </li>
        ))}
      </ul>
    </article>
  );
};

interface Props {
  readonly onClose: () => void;
  /** The reading to begin with, by its key. */
  readonly at?: string;
}

/** Where the text leaves room: how it is read here, the other reading, and a step whose outcome depends on it. */
export const Readings = ({ onClose, at }: Props) => (
  <Dialog
    wide
    title="Readings"
    description="Where a text leaves room, one reading had to be chosen. Each is listed with the other one, and with a step that would come out otherwise."
    onClose={onClose}
  >
    <div className={styles.readings}>
      {listedReadings.map((reading) => (
        <Entry key={reading.key} reading={reading} asked={reading.key === at} onFollow={onClose} />
      ))}
    </div>
  </Dialog>
);
