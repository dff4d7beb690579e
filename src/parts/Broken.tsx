import styles from './broken.module.css';

interface Props {
  readonly error: unknown;
  /** The hash of a link that opens the first scenario. */
  readonly home: string;
}

/**
 * Shown instead of the workbench when drawing it failed. The link still says where the reader was, so it is kept, can
 * be copied into a report, and trying again opens it; the way back without it begins at the first scenario.
 */
export const Broken = ({ error, home }: Props) => {
  const { location } = window;
  const goHome = () => {
    location.hash = home;
    location.reload();
  };
  return (
    <main className={styles.page}>
      <h1>Something in the workbench broke</h1>
      <p>
        This is a fault of the program, not of the livepatch you were looking at. Your place and your branches are kept
        in this link and in this browser.
      </p>
      <pre className={styles.link}>{location.href}</pre>
      <p>
        It said: <code>{error instanceof Error ? error.message : String(error)}</code>
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
};
