import { Fragment } from 'react';
import { REGION_KEYS, REGIONS } from '../panels/regions';
import { Dialog } from '../parts/Dialog';
import { AllSimplifications } from '../words/AllSimplifications';
import styles from './help.module.css';
import type { KeyHelp } from './keyHelp';

export interface KeySection {
  readonly title: string;
  readonly keys: readonly KeyHelp[];
}

interface Props {
  readonly keys: readonly KeySection[];
  readonly onClose: () => void;
}

const PANELS: Readonly<Record<(typeof REGIONS)[number], string>> = {
  'Loaded patches': 'One card per livepatch, in load order. The buttons show in advance what the rules would say.',
  'Module library': 'What can be loaded now, and which rule would refuse it.',
  Tasks: 'Each task with its kernel stack, the side it is on, and a sentence on what it waits for.',
  Why: 'What was asked in this step, which rule answered with which values, and where that rule is written.',
  'Kernel log': 'What dmesg would print.',
  'Version counter': 'latest_version and how it got there. It moves only when a transition completes.',
  Functions: 'The func_stack of every patched function, newest on top, and which tasks run which entry.',
  Sysfs: 'What /sys/kernel/livepatch would show.',
  Timeline:
    'One mark per step: a cross means refused, a triangle forced, a hatched band a transition, a broken line a branch.',
  Statechart:
    'The life cycle of a livepatch, with the rules on its edges, and that of a task. Core shows the way of the step through the livepatch core, or all of it: edges that the step took are lit, edges that nothing can take now are grey.',
};

const Keys = ({ keys }: Pick<KeySection, 'keys'>) => (
  <dl className={styles.keys}>
    {keys.map(({ keys: names, does }) => (
      <div key={does} className={styles.key}>
        <dt>
          {names.map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}
        </dt>
        <dd>{does}</dd>
      </div>
    ))}
  </dl>
);

/** What the keys do and what the panels are. */
export const HelpDialog = ({ keys, onClose }: Props) => (
  <Dialog
    wide
    title="Help"
    description="Everything on the screen is the machine after the current step. A blue bar marks what that step changed."
    onClose={onClose}
  >
    <div className={styles.help}>
      <section>
        {keys.map((section) => (
          <Fragment key={section.title}>
            <h3>{section.title}</h3>
            <Keys keys={section.keys} />
          </Fragment>
        ))}
        <p>On a touch screen, swipe left over the panels to step forward, right to step back.</p>
      </section>
      <section>
        <h3>Panels</h3>
        <dl className={styles.panels}>
          {REGIONS.map((name) => (
            <div key={name}>
              <dt>
                <kbd>{REGION_KEYS.get(name)}</kbd> {name}
              </dt>
              <dd>{PANELS[name]}</dd>
            </div>
          ))}
        </dl>
        <h3>How the statechart is made</h3>
        <p>
          The chart is an XState machine. A guard is a rule, which refuses, or a condition; an action is an update of
          the kernel, or a report of what it did. Each is a plain function with the name that the chart shows; the chart
          itself holds no condition. Edges are asked from top to bottom, and the first whose guard is true is taken.
          What is answered alike in idle, patching and unpatching stands once, in waiting; all other phases are passed
          through and carry the name of the kernel function they stand for. A policy adds refusals to it, nothing else
          decides. Export, in the panel, gives the chart to Stately’s editor and to Mermaid.
        </p>
        <h3>What to trust</h3>
        <p>
          The rules are those of Linux 7.1 and 7.2, and of the mails that proposed others. Where the model does less
          than a kernel its code says so, and the app lists it.
        </p>
        <AllSimplifications />
        <h3>Leaving the script</h3>
        <p>
          Use any button at any step and a branch begins there. The scenario stays as it was; every branch can be
          reached from the line above the panels, and the link always describes what you see.
        </p>
        <h3>Comparing policies</h3>
        <p>
          Compare, beside the policy or among the tools, shows two to five policies side by side on the same events.
          What is done under one of them happens under all. Leave returns to the step you were at.
        </p>
      </section>
    </div>
  </Dialog>
);
