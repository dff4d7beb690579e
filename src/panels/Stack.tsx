import { TooltipProvider } from '../parts/Tooltip';
import { OnDemand } from './OnDemand';
import styles from './panels.module.css';

/** On a narrow one: a single column, the story first. */
export const Stack = () => (
  <TooltipProvider>
    <div className={styles.stack}>
      <OnDemand panel="Why" />
      <div className={styles.tall}>
        <OnDemand panel="Tasks" />
      </div>
      <div className={styles.chart}>
        <OnDemand panel="Statechart" />
      </div>
      <OnDemand panel="Loaded patches" />
      <div className={styles.bounded}>
        <OnDemand panel="Module library" />
      </div>
      <OnDemand panel="Version counter" />
      <OnDemand panel="Functions" />
      <div className={styles.bounded}>
        <OnDemand panel="Kernel log" />
      </div>
      <OnDemand panel="Sysfs" />
    </div>
  </TooltipProvider>
);
