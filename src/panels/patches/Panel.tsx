import { Changed } from '../../parts/Changed';
import { Panel } from '../../parts/Panel';
import { plural } from '../../phrases/plural';
import { useView } from '../../session/useViewer';
import { implColours, implIndex } from '../../words/implementations';
import { useSlide } from '../useSlide';
import { briefCards, patchesView } from './cards';
import { PatchCard } from './PatchCard';
import styles from './panel.module.css';
import { TargetCard } from './TargetCard';
import { useReveal } from './useReveal';

const Empty = () => (
  <p className={styles.empty}>
    No livepatch is loaded. Load one from the module library: its card appears here, and a transition moves one task
    after the other to its functions.
  </p>
);

/** Every livepatch module in load order, and the target modules that are there. */
export const PatchesPanel = () => {
  const view = useView();
  const { patches: allPatches, targets: allTargets, gone } = patchesView(view);
  const about = useSlide()?.modules ?? null;
  const isShown = ({ card }: { readonly card: { readonly name: string } }): boolean => about?.has(card.name) ?? true;
  const patches = allPatches.filter(isShown);
  const targets = allTargets.filter(isShown);
  const hidden = allPatches.length + allTargets.length - patches.length - targets.length;
  const colours = implColours(view.trace);
  const content = useReveal('Loaded patches', view);
  const isBrief = briefCards(patches.map(({ changes }) => changes));
  return (
    <Panel title="Loaded patches" aside={allPatches.length > 0 && `${allPatches.length} loaded`}>
      <div ref={content}>
        {allPatches.length === 0 && <Empty />}
        <div className={styles.cards}>
          {patches.map(({ card, changes }) => (
            <PatchCard
              key={card.name}
              card={card}
              changes={changes}
              brief={isBrief(changes)}
              colour={implIndex(colours, card.name)}
            />
          ))}
        </div>
        {gone.length > 0 && (
          <Changed as="p" when className={styles.gone}>
            Removed: {gone.join(', ')}
          </Changed>
        )}
        {targets.length > 0 && (
          <>
            <h3 className={styles.heading}>Target modules</h3>
            <div className={styles.cards}>
              {targets.map(({ card, changes }) => (
                <TargetCard key={card.name} card={card} changes={changes} />
              ))}
            </div>
          </>
        )}
        {hidden > 0 && <p className={styles.rest}>and {plural(hidden, 'more module')}, as before</p>}
      </div>
    </Panel>
  );
};
