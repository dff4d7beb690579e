import { Button } from '../parts/Button';
import type { ChoiceGroup } from '../parts/choice';
import { IconButton } from '../parts/IconButton';
import { HelpIcon, ShareIcon } from '../parts/icons';
import { later } from '../parts/later';
import { Select } from '../parts/Select';
import { BrandMark } from './BrandMark';
import type { CommandName } from './commands';
import { type ThemeChoice, ThemeMenu } from './ThemeMenu';
import { ToolsMenu } from './ToolsMenu';
import styles from './topBar.module.css';

const load = () => import('../find/ScenarioList');
const SCENARIOS = { load, Opened: later(async () => (await load()).ScenarioList) };

interface Props {
  readonly scenario: string;
  /** What the closed scenario control says, also for a world that is in no list. */
  readonly scenarioTitle: string;
  readonly policies: readonly ChoiceGroup[];
  readonly policy: string;
  /** Other policies are shown beside it. */
  readonly comparing: boolean;
  readonly theme: ThemeChoice;
  readonly onScenario: (value: string) => void;
  readonly onPolicy: (id: string) => void;
  readonly onTheme: (theme: ThemeChoice) => void;
  readonly onCommand: (command: CommandName) => void;
}

/** What is shown, under which rules, and how to pass it on. */
export const TopBar = (props: Props) => (
  <div className={styles.bar}>
    <h1 className={styles.brand}>
      <BrandMark />
      <span className={styles.name}>Livepatch Explorer</span>
    </h1>
    <div className={styles.choices}>
      <div className={styles.choice}>
        <span className={styles.label} aria-hidden="true">
          Scenario
        </span>
        <Select
          label="Scenario"
          className={styles.scenario}
          value={props.scenario}
          shown={props.scenarioTitle}
          groups={[]}
          opens={SCENARIOS}
          onChange={props.onScenario}
        />
      </div>
      <div className={styles.choice}>
        <span className={styles.label} aria-hidden="true">
          Policy
        </span>
        <Select
          label="Policy"
          className={styles.policy}
          value={props.policy}
          groups={props.policies}
          onChange={props.onPolicy}
        />
        <Button
          look="quiet"
          className={styles.compare}
          aria-pressed={props.comparing}
          onClick={() => props.onCommand('compare')}
        >
          Compare
        </Button>
      </div>
    </div>
    <div className={styles.actions}>
      <ToolsMenu onCommand={props.onCommand} />
      <ThemeMenu theme={props.theme} onChange={props.onTheme} />
      <IconButton label="Help" hotkey="?" onClick={() => props.onCommand('help')}>
        <HelpIcon />
      </IconButton>
      <Button onClick={() => props.onCommand('share')}>
        <ShareIcon /> <span className={styles.share}>Share</span>
      </Button>
    </div>
  </div>
);
