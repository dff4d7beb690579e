import { Changed } from '../../parts/Changed';
import { Panel } from '../../parts/Panel';
import { useView } from '../../session/useViewer';
import { Prose } from '../../words/Prose';
import { useReveal } from '../patches/useReveal';
import { Candidates } from './Candidates';
import { Course } from './Course';
import { counterView } from './counter';
import styles from './panel.module.css';

/** `latest_version`, how it came to its value, and what it means for every livepatch on the disk. */
export const VersionPanel = () => {
  const view = useView();
  const counter = counterView(view);
  const content = useReveal('Version counter', view);
  return (
    <Panel title="Version counter">
      <div ref={content} className={styles.content}>
        {counter.kept ? (
          <div className={styles.head} data-stays>
            <Changed when={counter.moved} className={styles.counter}>
              <p className={styles.value}>
                <output>{counter.value}</output>
                <span className={styles.name}>latest_version</span>
              </p>
              <Course course={counter.course} />
            </Changed>
          </div>
        ) : null}
        {counter.says.map((sentence) => (
          <p key={sentence} className={styles.says}>
            <Prose>{sentence}</Prose>
          </p>
        ))}
        <Candidates view={view} />
      </div>
    </Panel>
  );
};
