import { usePreview } from '../../session/usePreview';
import { useVerbs, useView } from '../../session/useViewer';
import { Prose } from '../../words/Prose';
import { VerbButton } from '../../words/VerbButton';
import { beginnings } from './beginnings';
import styles from './waysOut.module.css';

/** What a machine on which nothing has happened yet can begin with: the modules that were made for it. */
export const ToBegin = () => {
  const { kernel } = useView();
  const { act } = useVerbs();
  const preview = usePreview();
  const { says, modules } = beginnings(kernel);
  return (
    <section className={styles.waysOut} data-control="">
      <h3 className={styles.title}>What to begin with</h3>
      <p className={styles.who}>
        <Prose>{says}</Prose>
      </p>
      {modules.length > 0 && (
        <p className={styles.acts}>
          {modules.map((module) => {
            const event = { type: 'insmod', module } as const;
            return (
              <VerbButton
                key={module}
                label={`insmod ${module}.ko`}
                verdict={preview(event)}
                onAct={() => act(event)}
              />
            );
          })}
        </p>
      )}
    </section>
  );
};
