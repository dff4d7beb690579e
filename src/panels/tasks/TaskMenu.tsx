import { memo } from 'react';
import { later } from '../../parts/later';
import { OpensLater } from '../../parts/OpensLater';
import type { Thread } from './OpenedTaskMenu';
import styles from './taskMenu.module.css';

const load = () => import('./menus');
const Opened = later(async () => (await load()).OpenedTaskMenu);

interface Props extends Thread {
  readonly name: string;
}

/** What can be made to happen to one thread; fetched when it is first wanted. */
export const TaskMenu = memo(({ name, ...thread }: Props) => (
  <OpensLater
    load={load}
    trigger={
      <button type="button" data-control="" className={styles.trigger} aria-label={`What ${name} does next`}>
        <svg viewBox="0 0 16 16" width="1em" height="1em" fill="currentColor" aria-hidden="true">
          <circle cx="3" cy="8" r="1.4" />
          <circle cx="8" cy="8" r="1.4" />
          <circle cx="13" cy="8" r="1.4" />
        </svg>
      </button>
    }
  >
    {(popup) => <Opened {...thread} {...popup} />}
  </OpensLater>
));
TaskMenu.displayName = 'TaskMenu';
