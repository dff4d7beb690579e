import { useMemo } from 'react';
import { klpFileText, SUFFIX } from '../file/file';
import { Button } from '../parts/Button';
import { copyText } from '../parts/copyText';
import { download, textFile } from '../parts/download';
import { fileWhereItIs } from '../session/scenarioFile';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { Outcome, useOutcome } from './Actions';
import styles from './export.module.css';
import { useExporting } from './useExporting';

const whole = (state: ViewerState): ViewerState => state;

/** Everything about the scenario or the world, to be opened again, here or elsewhere, and played by `npm run replay`. */
export const FileTab = () => {
  const { story } = useExporting();
  const { scenario, source, world, lines, line, policy, cursor } = useViewer(whole);
  const { outcome, run } = useOutcome();
  const text = useMemo(
    () => klpFileText(fileWhereItIs({ scenario, source, world, lines, line, policy, cursor })),
    [scenario, source, world, lines, line, policy, cursor],
  );
  const name = `${story.name}${SUFFIX}`;
  return (
    <div className={styles.tab}>
      <textarea
        className={styles.mail}
        aria-label="The scenario as a file"
        readOnly
        rows={18}
        wrap="off"
        value={text}
      />
      <div className={styles.actions}>
        <Button
          look="primary"
          onClick={() => run(() => download(name, textFile(text)), `Saved as ${name}.`, 'Not saved.')}
        >
          Download
        </Button>
        <Button
          onClick={() =>
            run(() => copyText(text), 'Copied.', 'The browser does not let the app copy. Download it instead.')
          }
        >
          Copy text
        </Button>
        <Outcome>{outcome}</Outcome>
      </div>
      <p className={styles.note}>
        The machine, every event and what is said about it. Open it again with “Open a file …” in the Tools menu, by
        dropping it on the page, or play it in a terminal with <code>npm run --silent replay -- {name}</code>. What may
        stand in it says <a href="klp.schema.json">its JSON Schema</a>.
      </p>
    </div>
  );
};
