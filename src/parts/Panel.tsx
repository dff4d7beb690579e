import { createContext, type ReactNode, useContext } from 'react';
import { Enlarge } from './Enlarge';
import { join } from './join';
import styles from './panel.module.css';
import { useOwnArrows } from './useOwnArrows';

/** Title → the key that goes there, shown beside the heading. */
export const PanelKeys = createContext<ReadonlyMap<string, string>>(new Map());

/** Tells panels apart that are there several times: it follows their names, as in `Why, under system-state`. */
export const PanelScope = createContext<string | null>(null);

/** The panel stands behind a tab with its name, which need not be read twice. */
export const BehindTab = createContext(false);

interface Props {
  /** The heading, and the accessible name of the region. */
  readonly title: string;
  /** Beside the heading: a count, a filter, a button. */
  readonly aside?: ReactNode;
  /** `false` when the content brings its own scroller, a virtual list for example. Default `true`. */
  readonly scroll?: boolean;
  /** Its content is still on its way. */
  readonly busy?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * One region of the workbench: a heading and a body that scrolls by itself. It can take the focus from a key, and its
 * body can be scrolled with the keyboard.
 */
export const Panel = ({ title, aside, scroll = true, busy = false, className, children }: Props) => {
  const body = useOwnArrows();
  const key = useContext(PanelKeys).get(title);
  const scope = useContext(PanelScope);
  const behindTab = useContext(BehindTab);
  const Heading = scope === null ? 'h2' : 'h3';
  const name = scope === null ? title : `${title}, ${scope}`;
  return (
    <section
      className={join(styles.panel, behindTab && styles.tabbed)}
      aria-label={name}
      aria-keyshortcuts={key}
      aria-busy={busy || undefined}
      data-panel={title}
      tabIndex={-1}
    >
      <header className={styles.header}>
        <Heading className={styles.title}>{title}</Heading>
        {key !== undefined && (
          <span className={styles.key} aria-hidden="true">
            {key}
          </span>
        )}
        <div className={styles.aside}>{aside}</div>
        {/* Pressed on what is only holding the place of a panel, it would be forgotten. */}
        {!busy && <Enlarge title={name} />}
      </header>
      {/* A scroller must be reachable without a mouse. */}
      <div
        className={join(styles.body, scroll && styles.scroll, className)}
        ref={body}
        tabIndex={scroll ? 0 : undefined}
      >
        {children}
      </div>
    </section>
  );
};
