import type { MouseEvent } from 'react';
import { Button } from '../parts/Button';
import styles from './sandbox.module.css';

/** To the row that the form is about, or to what stands above all rows. */
const go = ({ currentTarget }: MouseEvent): void => {
  const editor = currentTarget.closest('[data-modal]');
  const there =
    editor?.querySelector<HTMLElement>('nav [aria-current=true]') ??
    editor?.querySelector<HTMLElement>('[aria-pressed=true]');
  there?.focus({ preventScroll: true });
  there?.scrollIntoView({ block: 'center' });
};

/** On a phone the list stands above the form, which may be several screens long. */
export const ToList = () => (
  <div className={styles.toList}>
    <Button look="quiet" onClick={go}>
      <span aria-hidden="true">↑</span> Back to the list
    </Button>
  </div>
);
