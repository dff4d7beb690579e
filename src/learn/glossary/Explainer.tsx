import { Popover } from 'radix-ui';
import { useEffect, useId, useState } from 'react';
import { Button } from '../../parts/Button';
import { later } from '../../parts/later';
import { Mono } from '../../parts/Mono';
import { OpensOver } from '../../parts/OpensOver';
import { giveBack } from '../../parts/opener';
import { Unbroken } from '../../parts/Unbroken';
import { useNextStep } from '../useNextStep';
import styles from './explainer.module.css';
import { useExplained } from './useExplained';
import { homeOf, WordMark } from './WordMark';

const Glossary = later(async () => (await import('./Glossary')).Glossary);

/** Explains the kernel's words where they stand: when they are pointed at, focused, pressed, or walked to with the key E. */
export const Explainer = () => {
  const [shown, hide] = useExplained();
  const [sought, setSought] = useState<string | null>(null);
  const noGlossary = () => setSought(null);
  const id = useId();
  const element = shown?.at instanceof HTMLElement ? shown.at : null;

  useEffect(() => {
    if (element === null || element.hasAttribute('aria-describedby')) return;
    element.setAttribute('aria-describedby', id);
    return () => element.removeAttribute('aria-describedby');
  }, [element, id]);

  useNextStep(() => shown !== null && hide(shown));

  return (
    <>
      <WordMark />
      {shown && (
        <Popover.Root key={shown.entry.term} open onOpenChange={(open) => !open && hide(shown)}>
          <Popover.Anchor virtualRef={{ current: shown.at }} />
          <Popover.Portal container={homeOf('startContainer' in shown.at ? shown.at.startContainer : shown.at)}>
            <Popover.Content
              id={id}
              role={shown.pinned ? 'dialog' : 'tooltip'}
              aria-label={shown.pinned ? shown.entry.term : undefined}
              className={styles.popover}
              data-explains
              data-pinned={shown.pinned || undefined}
              align="start"
              sideOffset={6}
              collisionPadding={8}
              onOpenAutoFocus={(event) => {
                if (!shown.pinned) event.preventDefault();
              }}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                if (shown.pinned) giveBack(element);
              }}
            >
              <p className={styles.term}>
                <Mono>{shown.entry.term}</Mono>
              </p>
              <p>
                <Unbroken>{shown.entry.says}</Unbroken>
              </p>
              <p className={styles.kernel}>{shown.entry.kernel}</p>
              {shown.pinned || (
                <p className={styles.hint} aria-hidden="true">
                  <kbd>E</kbd> next word
                </p>
              )}
              {shown.pinned && (
                <Button
                  look="quiet"
                  onClick={() => {
                    setSought(shown.entry.term);
                    hide(shown);
                  }}
                >
                  Open the glossary
                </Button>
              )}
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
      <OpensOver onClose={noGlossary}>{sought !== null && <Glossary sought={sought} onClose={noGlossary} />}</OpensOver>
    </>
  );
};
