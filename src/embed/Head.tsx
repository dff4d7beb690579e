import type { Policy } from '../kernel/policies';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { titleOf } from '../viewer/title';
import styles from './embed.module.css';
import { useAddress } from './useAddress';

const shownTitle = ({ scenario }: ViewerState): string => titleOf(scenario);
const policyOf = ({ policy }: ViewerState): string => policy;

/** What is shown under which rules, and the way to all of it. */
export const Head = ({ policies }: { readonly policies: readonly Policy[] }) => {
  const title = useViewer(shownTitle);
  const policy = useViewer(policyOf);
  const address = useAddress();
  return (
    <div className={styles.head}>
      <h1 className={styles.title} dir="auto">
        {title}
      </h1>
      <p className={styles.policy}>{policies.find(({ id }) => id === policy)?.title}</p>
      {address !== null && (
        <a className={styles.open} href={address} target="_blank" rel="noopener">
          Open in Livepatch Explorer
        </a>
      )}
    </div>
  );
};
