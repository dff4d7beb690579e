import { useEffect, useRef, useState } from 'react';
import './enlarge.css';
import { IconButton } from './IconButton';
import { Icon } from './icons';

interface Props {
  /** Of the panel it stands in. */
  readonly title: string;
}

const OUTWARDS = 'M12 3.5h4.5V8M8 16.5H3.5V12M16.5 3.5 12 8M3.5 16.5 8 12';
const INWARDS = 'M3.5 8H8V3.5M16.5 12H12v4.5M8 8 3.5 3.5M12 12l4.5 4.5';

/** On a narrow screen the timeline stays in reach below what is enlarged. */
const heightBelow = (): number => document.querySelector<HTMLElement>('[data-panel="Timeline"]')?.offsetHeight ?? 0;

/** Shows the panel it stands in over the whole stage; pressed again, or with Escape, the others come back. */
export const Enlarge = ({ title }: Props) => {
  const [large, setLarge] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const panel = button.current?.closest<HTMLElement>('[data-panel]');
    if (!large || !panel) return;
    const back = ({ key, defaultPrevented }: KeyboardEvent): void => {
      // What is open inside the panel closes first.
      if (key === 'Escape' && !defaultPrevented) setLarge(false);
    };
    panel.style.setProperty('--below', `${heightBelow()}px`);
    panel.toggleAttribute('data-enlarged', true);
    window.addEventListener('keydown', back);
    return () => {
      panel.removeAttribute('data-enlarged');
      window.removeEventListener('keydown', back);
    };
  }, [large]);
  return (
    <IconButton
      ref={button}
      label={`Enlarge ${title}`}
      title={large ? 'Back to the other panels (Esc)' : `Enlarge ${title}`}
      aria-pressed={large}
      data-enlarges
      onClick={() => setLarge(!large)}
    >
      <Icon>
        <path d={large ? INWARDS : OUTWARDS} />
      </Icon>
    </IconButton>
  );
};
