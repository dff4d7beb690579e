import { Component, type ReactNode } from 'react';
import styles from './errorBoundary.module.css';

interface Props {
  /** The hash of a link that opens the first scenario. */
  readonly home: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/**
 * Shown instead of the workbench when drawing it failed. The link still says where the reader was, so it is kept, can
 * be copied into a report, and trying again opens it; the way back without it begins at the first scenario.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const { location } = window;
    const goHome = () => {
      location.hash = this.props.home;
      location.reload();
    };
    return (
      <main className={styles.page}>
        <h1>Something in the workbench broke</h1>
        <p>
          This is a fault of the program, not of the livepatch you were looking at. Your place and your branches are
          kept in this link and in this browser.
        </p>
        <pre className={styles.link}>{location.href}</pre>
        <p>
          It said: <code>{error.message}</code>
        </p>
        <p className={styles.ways}>
          <button type="button" className={styles.again} onClick={() => location.reload()}>
            Open this link again
          </button>
          <button type="button" className={styles.home} onClick={goHome}>
            Begin with the first scenario
          </button>
        </p>
      </main>
    );
  }
}
