import type { ReactNode } from 'react';
import type { KlpState } from '../kernel/model';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import { useViewer } from '../session/useViewer';
import type { View } from '../viewer/contract';
import { policyInForce } from '../viewer/policyInForce';
import styles from './marks.module.css';

type Aspect = View['policy']['looksAt'][number];

interface MarkProps {
  /** What of a livepatch it shows: dimmed where the policy in force does not look at it. */
  readonly aspect: Aspect;
  /** Inside another mark. */
  readonly part?: boolean;
  readonly children: ReactNode;
}

const Mark = ({ aspect, part = false, children }: MarkProps) => {
  const policy = useViewer(policyInForce);
  const ignored = !policy.looksAt.includes(aspect);
  return (
    <span
      className={part ? styles.part : styles.mark}
      data-ignored={ignored || undefined}
      title={ignored ? `The policy “${policy.title}” does not look at this` : undefined}
    >
      {children}
      {ignored && <VisuallyHidden> (ignored by this policy)</VisuallyHidden>}
    </span>
  );
};

const Pin = () => (
  <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
    <path d="M5 1.5h6v1.6l-1 .7v3.4l2.2 2v1.3H8.7V15L8 15.9 7.3 15v-4.5H3.8V9.2l2.2-2V3.8l-1-.7z" fill="currentColor" />
  </svg>
);

const Stack = () => (
  <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="M8 1.5 14.5 5 8 8.5 1.5 5zM2.3 8 8 11.1 13.7 8M2.3 11 8 14.1 13.7 11"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  </svg>
);

const Barred = () => (
  <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM3.6 12.4l8.8-8.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
    />
  </svg>
);

interface Props {
  readonly version: number;
  readonly sticky: boolean;
  readonly replace: boolean;
  readonly replaceSet: number;
  readonly states: readonly KlpState[];
  /** Where room is scarce: `v0` has to do. */
  readonly brief?: boolean;
}

/** What a livepatch declares about itself: version, sticky, cumulative or its replace set, states. */
export const Marks = ({ version, sticky, replace, replaceSet, states, brief = false }: Props) => (
  <span className={styles.marks}>
    <Mark aspect="version">{version === 0 && !brief ? 'version 0: opted out' : <b>v{version}</b>}</Mark>
    {sticky && (
      <Mark aspect="sticky">
        <Pin />
        sticky
      </Mark>
    )}
    {replace && (
      <Mark aspect="replace">
        <Stack />
        cumulative
      </Mark>
    )}
    <ReplaceSet number={replaceSet} />
    {states.map(({ id, version: stateVersion, blockDisable }) => (
      <Mark key={id} aspect="states">
        state {id}
        <Mark part aspect="stateVersions">
          v{stateVersion}
        </Mark>
        {blockDisable && (
          <Mark part aspect="blockDisable">
            <Barred />
            block_disable
          </Mark>
        )}
      </Mark>
    ))}
  </span>
);

/** Set 0 is what a livepatch has that names none: shown only where sets count. */
const ReplaceSet = ({ number }: { readonly number: number }) => {
  const counts = useViewer((state) => policyInForce(state).looksAt.includes('replaceSet'));
  return (
    (number !== 0 || counts) && (
      <Mark aspect="replaceSet">
        <Stack />
        set {number}
      </Mark>
    )
  );
};
