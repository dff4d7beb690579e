import { Changed } from '../../parts/Changed';
import { Mono } from '../../parts/Mono';
import { Panel } from '../../parts/Panel';
import { counted } from '../../phrases/plural';
import { useView } from '../../session/useViewer';
import { implColours } from '../../words/implementations';
import { useReveal } from '../patches/useReveal';
import { FuncTable } from './FuncTable';
import styles from './panel.module.css';
import { functionsView } from './table';

const Empty = () => (
  <p className={styles.says}>
    No function is patched: every task runs the originals. Once a livepatch is loaded, each function that it patches has
    its <Mono>func_stack</Mono> here, newest on top.
  </p>
);

const Legend = () => (
  <p className={styles.says}>
    Newest on top. <b>Callers</b> would run the entry if they called the function now; <b>frames</b> are still inside
    it.
  </p>
);

/** For each patched function who runs what. */
export const FunctionsPanel = () => {
  const view = useView();
  const { funcs, gone, tasks } = functionsView(view);
  const colours = implColours(view.trace);
  const content = useReveal('Functions', view);
  return (
    <Panel title="Functions" aside={funcs.length > 0 && `${funcs.length} patched · ${counted(tasks)} tasks`}>
      <div ref={content}>
        {funcs.length === 0 && <Empty />}
        {gone.length > 0 && (
          <Changed as="p" when className={styles.gone}>
            No longer patched: <Mono>{gone.join(', ')}</Mono>
          </Changed>
        )}
        <div className={styles.funcs}>
          {funcs.map((func) => (
            <FuncTable key={func.id} func={func} colours={colours} tasks={tasks} />
          ))}
        </div>
        {funcs.length > 0 && <Legend />}
      </div>
    </Panel>
  );
};
