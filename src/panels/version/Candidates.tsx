import { memo } from 'react';
import { Mono } from '../../parts/Mono';
import { usePreview } from '../../session/usePreview';
import type { View } from '../../viewer/contract';
import { Breakable } from '../../words/Breakable';
import { lookMark } from '../../words/lookMarks';
import { Prose } from '../../words/Prose';
import { VerdictLine } from '../library/VerdictLine';
import styles from './candidates.module.css';
import { type Candidate, candidates } from './counter';

interface RowProps {
  readonly candidate: Candidate;
}

const Row = ({ candidate: { name, version, loaded } }: RowProps) => {
  const verdict = usePreview()({ type: 'insmod', module: name });
  return (
    <tr data-look={lookMark.module(name)}>
      <th scope="row">
        <Mono>
          <Breakable>{name}</Breakable>
        </Mono>
      </th>
      <td className={styles.version}>{version}</td>
      <td className={styles.verdict}>
        {loaded ? 'loaded' : verdict === null ? '?' : <VerdictLine subject={name} verdict={verdict} brief />}
      </td>
    </tr>
  );
};

interface Props {
  readonly view: View;
}

/** Every livepatch of the library: may it load now, and by which comparison? */
export const Candidates = memo(({ view }: Props) => (
  <table className={styles.table}>
    <caption className={styles.caption}>
      <b>May it load now?</b> <Prose>{view.policy.question}</Prose>
    </caption>
    <thead className={styles.heads}>
      <tr>
        <th scope="col">Livepatch</th>
        <th scope="col">Version</th>
        <th scope="col">Verdict</th>
      </tr>
    </thead>
    <tbody>
      {candidates(view.kernel).map((candidate) => (
        <Row key={candidate.name} candidate={candidate} />
      ))}
    </tbody>
  </table>
));
