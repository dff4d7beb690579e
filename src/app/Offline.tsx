import { useEffect, useState } from 'react';
import { workOffline } from '../offline/register';
import { IconButton } from '../parts/IconButton';
import { CloseIcon } from '../parts/laterIcons';
import styles from './offline.module.css';

/** Long enough to be read, and gone before the next slide. */
const SHOWN_FOR = 10_000;

/** Keeps the app for times without a network. Says so quietly, once, when the next visit will show a newer version. */
export const Offline = () => {
  const [hasNew, setHasNew] = useState(false);
  useEffect(() => {
    workOffline(window, () => setHasNew(true));
  }, []);
  useEffect(() => {
    if (!hasNew) return;
    const timer = setTimeout(() => setHasNew(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [hasNew]);
  return (
    <div role="status" className={styles.place}>
      {hasNew && (
        <p className={styles.note}>
          A new version is there; it comes with the next visit.
          <IconButton label="Dismiss" onClick={() => setHasNew(false)}>
            <CloseIcon />
          </IconButton>
        </p>
      )}
    </div>
  );
};
