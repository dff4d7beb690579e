import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../parts/Button';
import styles from './clock.module.css';
import { clockWords, elapsed, MOST_MINUTES, remaining, restarted, toggled, withMinutes } from './stopwatch';
import { useTalk } from './useTalk';

const useNow = (runs: boolean): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!runs) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
};

/** How long it has been, and how long there is. */
export const Clock = () => {
  const { clock: kept } = useTalk();
  const clock = useStore(kept);
  const { change } = kept;
  const now = useNow(clock.since !== null);
  const left = remaining(clock, now);
  return (
    <section className={styles.clock} aria-label="Clock">
      <p className={styles.time}>
        <span className={styles.label}>Elapsed</span>
        <output className={styles.value}>{clockWords(elapsed(clock, now))}</output>
      </p>
      <p className={styles.time} data-over={left < 0 || undefined}>
        <span className={styles.label}>{left < 0 ? 'Over time' : 'Remaining'}</span>
        <output className={styles.value}>{clockWords(left)}</output>
      </p>
      <div className={styles.controls}>
        <Button onClick={() => change(toggled(clock, Date.now()))}>{clock.since === null ? 'Start' : 'Pause'}</Button>
        <Button onClick={() => change(restarted(clock, Date.now()))}>Reset</Button>
        <label className={styles.length}>
          of{' '}
          <input
            type="number"
            aria-label="Length of the talk in minutes"
            className={styles.minutes}
            min={1}
            max={MOST_MINUTES}
            value={clock.minutes}
            onChange={({ target }) => change(withMinutes(clock, target.valueAsNumber))}
          />{' '}
          min
        </label>
      </div>
    </section>
  );
};
