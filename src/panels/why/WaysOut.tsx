import { useMemo } from 'react';
import type { WideWorld } from '../../kernel/world';
import { Badge, type Tone } from '../../parts/Badge';
import { useVerbs, useView, useViewer } from '../../session/useViewer';
import { onePerRow } from '../../viewer/machineRows';
import type { ViewerState } from '../../viewer/state';
import { Prose } from '../../words/Prose';
import { VerbButton } from '../../words/VerbButton';
import { type Helps, waysOut } from '../../words/waysOut';
import { ChangePart } from '../ChangePart';
import styles from './waysOut.module.css';

const HELPS: Readonly<Record<Helps, { readonly tone: Tone; readonly word: string }>> = {
  all: { tone: 'ok', word: 'helps' },
  some: { tone: 'wait', word: 'helps some' },
  none: { tone: 'stop', word: 'does not help' },
  refused: { tone: 'stop', word: 'refused' },
};

const worldOf = ({ world }: ViewerState): WideWorld => world;

/** The ways out of a transition that is held up, in one list: what each would do to these tasks, and the verbs for it. */
export const WaysOut = () => {
  const { kernel } = useView();
  const { act, preview } = useVerbs();
  const world = useViewer(worldOf);
  const { who, holders, ways } = useMemo(() => waysOut(kernel, preview), [kernel, preview]);
  const described = useMemo(() => onePerRow(world, holders), [world, holders]);
  return (
    <section className={styles.waysOut}>
      <div className={styles.head}>
        <h3 className={styles.title}>What helps</h3>
        <p className={styles.acts} data-control="">
          {described.map(({ tid, comm }) => (
            <ChangePart key={tid} part={{ kind: 'task', tid }} label={`Change ${comm} …`} />
          ))}
        </p>
      </div>
      <p className={styles.who}>
        <Prose>{who}</Prose>
      </p>
      <dl className={styles.ways}>
        {ways.map(({ name, helps, says, acts }, at) => (
          <div key={name} className={styles.way}>
            <dt data-about={at === 0 ? 'helps' : undefined}>
              {name}{' '}
              <Badge tone={name === 'Force' && helps === 'all' ? 'force' : HELPS[helps].tone}>
                {HELPS[helps].word}
              </Badge>
            </dt>
            <dd>
              {says.map((sentence) => (
                <p key={sentence}>
                  <Prose>{sentence}</Prose>
                </p>
              ))}
              <p className={styles.acts} data-control="">
                {acts.map(({ label, event }) => (
                  <VerbButton key={label} small label={label} verdict={preview(event)} onAct={() => act(event)} />
                ))}
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
