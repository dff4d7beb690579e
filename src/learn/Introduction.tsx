import { Popover } from 'radix-ui';
import { useEffect, useId, useRef, useState } from 'react';
import { focusStage } from '../panels/regions';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';
import type { Opened } from '../parts/opened';
import { giveBack, nothingHasFocus, openerNow } from '../parts/opener';
import styles from './introduction.module.css';
import { pointers } from './introductionCards';
import { useProgress } from './useProgress';

const Reading = later(async () => (await import('./Reading')).Reading);

interface Props extends Opened {
  /** Nobody asked for it, so it takes no key but Escape and its own arrows, nor the focus from what has it. */
  readonly quietly?: boolean;
}

const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);

/** Says what this is about, then points at six things, one after the other. The app stays usable beside it. */
export const Introduction = ({ quietly = false, onClose }: Props) => {
  const [at, setAt] = useState(0);
  const [opener] = useState(openerNow);
  const content = useRef<HTMLDivElement>(null);
  const words = useId();
  const [reading, setReading] = useState(false);
  const [, progress] = useProgress();
  const pointer = pointers[at];
  const selector = pointer?.at;

  // Once is enough, also for those who reload in the middle of it.
  useEffect(() => progress.haveIntroduced(), [progress]);

  useEffect(() => {
    const target = selector === undefined ? null : find(selector);
    target?.scrollIntoView({ block: 'nearest' });
    target?.setAttribute('data-introduced', '');
    return () => target?.removeAttribute('data-introduced');
  }, [selector]);

  useEffect(() => {
    // Before a dialog over it takes the key and is gone.
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && find('[data-modal]') === null) onClose();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [onClose]);

  if (reading) {
    return (
      <OpensOver onClose={onClose}>
        <Reading onClose={onClose} />
      </OpensOver>
    );
  }
  const target = selector === undefined ? null : find(selector);
  if (pointer === undefined || target === null) return null;
  const isLast = at === pointers.length - 1;
  const goOn = () => (isLast ? onClose() : setAt(at + 1));
  /** With the focus in it the arrows turn its cards, and do not step what stands beneath it. */
  const onKeyDown = ({ key }: { readonly key: string }): void => {
    if (key === 'ArrowRight') goOn();
    else if (key === 'ArrowLeft') setAt(Math.max(at - 1, 0));
    else return;
    // The button that has it may be gone.
    content.current?.focus({ preventScroll: true });
  };
  return (
    <Popover.Root open>
      <Popover.Anchor virtualRef={{ current: target }} />
      <Popover.Portal>
        <Popover.Content
          ref={content}
          className={styles.pointer}
          data-beside
          data-own-arrows
          onKeyDown={onKeyDown}
          aria-label="Introduction"
          aria-describedby={words}
          sideOffset={8}
          collisionPadding={12}
          hideWhenDetached={false}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (!quietly || nothingHasFocus()) content.current?.focus({ preventScroll: true });
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!quietly) giveBack(opener);
            else if (nothingHasFocus()) focusStage();
          }}
          onEscapeKeyDown={(event) => event.preventDefault()}
        >
          <div id={words} aria-live="polite">
            <p className={styles.title}>{pointer.title}</p>
            <p>{pointer.says}</p>
          </div>
          <div className={styles.foot}>
            <span className={styles.count}>
              {at + 1} of {pointers.length}
            </span>
            {!isLast && (
              <Button look="quiet" onClick={onClose}>
                Skip
              </Button>
            )}
            {at === 0 && <Button onClick={() => setReading(true)}>Read it in order</Button>}
            <Button onClick={goOn}>{isLast ? 'Done' : 'Next'}</Button>
          </div>
          <Popover.Arrow className={styles.arrow} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
