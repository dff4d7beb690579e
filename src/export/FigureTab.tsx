import { useMemo, useState } from 'react';
import { PictureActions } from './Actions';
import { placeName } from './baseAddress';
import { Choices, THEME_CHOICES } from './Choices';
import styles from './export.module.css';
import { figureSvg } from './figure/figure';
import type { FigureTheme } from './figure/palette';
import { figureOf } from './figures';
import { Svg } from './Svg';
import { useExporting, useLink } from './useExporting';

/** The current step as a slide. */
export const FigureTab = () => {
  const { story, cursor } = useExporting();
  const [theme, setTheme] = useState<FigureTheme>('light');
  const link = useLink(cursor);
  const figure = useMemo(() => figureOf(story, cursor, link), [story, cursor, link]);
  const svg = useMemo(() => figureSvg(figure, theme), [figure, theme]);
  return (
    <div className={styles.tab}>
      <Choices label="Colours" value={theme} choices={THEME_CHOICES} onChange={setTheme} />
      <Svg markup={svg} className={styles.picture} />
      {figure.link === null && link !== null && (
        <p className={styles.note}>The link to this place is too long to stand in a figure. The mail has it.</p>
      )}
      <PictureActions svg={svg} name={placeName(story.name, cursor)} still />
      <p className={styles.note}>
        1920 × 1080. The SVG names the app’s fonts and falls back to the system’s; the PNG has them drawn in.
      </p>
    </div>
  );
};
