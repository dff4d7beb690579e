import { Popover } from 'radix-ui';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import { Button } from '../parts/Button';
import { Mono } from '../parts/Mono';
import styles from './explainer.module.css';
import { useExplained } from './useExplained';

const Glossary = lazy(async () => ({ default: (await import('./Glossary')).Glossary }));

/** Explains the kernel's words where they stand: when they are pointed at, focused or pressed. */
export const Explainer = () => {
  const [shown, hide] = useExplained();
  const [sought, setSought] = useState<string | null>(null);
  const id = useId();
  const anchor = shown?.anchor;

  useEffect(() => {
    anchor?.setAttribute('aria-describedby', id);
    return () => anchor?.removeAttribute('aria-describedby');
  }, [anchor, id]);

  return (
    <>
      {shown && (
        <Popover.Root key={shown.entry.term} open onOpenChange={(open) => !open && hide()}>
          <Popover.Anchor virtualRef={{ current: shown.anchor }} />
          {/* Inside of the landmark that the word is in. */}
          <Popover.Portal container={document.querySelector('main')}>
            <Popover.Content
              id={id}
              role={shown.pinned ? 'dialog' : 'tooltip'}
              aria-label={shown.pinned ? shown.entry.term : undefined}
              className={styles.popover}
              data-pinned={shown.pinned || undefined}
              sideOffset={6}
              collisionPadding={8}
              onOpenAutoFocus={(event) => {
                if (!shown.pinned) event.preventDefault();
              }}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                if (shown.pinned && shown.anchor.matches('[data-term]')) shown.anchor.focus();
              }}
            >
              <p className={styles.term}>
                <Mono>{shown.entry.term}</Mono>
              </p>
              <p>{shown.entry.says}</p>
              <p className={styles.kernel}>{shown.entry.kernel}</p>
              {shown.pinned && (
                <Button
                  look="quiet"
                  onClick={() => {
                    setSought(shown.entry.term);
                    hide();
                  }}
                >
                  Open the glossary
                </Button>
              )}
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
      <Suspense>{sought !== null && <Glossary sought={sought} onClose={() => setSought(null)} />}</Suspense>
    </>
  );
};
