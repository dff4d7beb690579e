import { useMemo, useState } from 'react';
import { PictureActions } from './Actions';
import { Choices, THEME_CHOICES } from './Choices';
import styles from './export.module.css';
import { animatedSvg } from './figure/animated';
import type { FigureTheme } from './figure/palette';
import { stripSvg } from './figure/strip';
import { figuresOf } from './figures';
import { Svg } from './Svg';
import { policyTitle } from './story';
import { useExporting, useLink } from './useExporting';

const KINDS = { strip: 'Film strip', animated: 'Animated' } as const;
const START = { step: 0, micro: null };

/** All steps in one picture, side by side or one after the other. */
export const StripTab = () => {
  const { story, cursor } = useExporting();
  const [kind, setKind] = useState<keyof typeof KINDS>('strip');
  const [theme, setTheme] = useState<FigureTheme>('light');
  const link = useLink(START);
  const figures = useMemo(() => figuresOf(story, link), [story, link]);
  const svg = useMemo(() => {
    const { title, opening } = story;
    if (kind === 'animated') return animatedSvg(title, figures, theme, Math.max(cursor.step - 1, 0));
    return stripSvg(
      { title, opening, policy: policyTitle(story), frames: figures, link: figures[0]?.link ?? null },
      theme,
    );
  }, [story, figures, kind, theme, cursor]);
  if (figures.length === 0) return <p className={styles.note}>There is no step yet: do something first.</p>;
  return (
    <div className={styles.tab}>
      <div className={styles.row}>
        <Choices label="Steps" value={kind} choices={KINDS} onChange={setKind} />
        <Choices label="Colours" value={theme} choices={THEME_CHOICES} onChange={setTheme} />
      </div>
      <Svg markup={svg} className={styles.picture} />
      <PictureActions
        svg={svg}
        name={`${story.name}-${kind === 'strip' ? 'film-strip' : kind}`}
        still={kind === 'strip'}
      />
      <p className={styles.note}>
        {kind === 'strip'
          ? `${figures.length} steps, from left to right and row by row.`
          : `${figures.length} steps, each as long as its sentence takes to read. Where the reader wants less motion, it stands still at step ${Math.max(cursor.step, 1)}.`}
      </p>
    </div>
  );
};
