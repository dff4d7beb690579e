import { useDeferredValue, useMemo } from 'react';
import { figureSvg } from '../export/figure/figure';
import { figureOf } from '../export/figures';
import { Svg } from '../export/Svg';
import { storyOf } from '../export/story';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import styles from './script.module.css';

const scenarioOf = ({ scenario }: ViewerState) => scenario;
const linesOf = ({ lines }: ViewerState) => lines;
const lineOf = ({ line }: ViewerState) => line;
const traceOf = ({ trace }: ViewerState) => trace;

/** The slide that the next key brings, small: the figure of that step. Drawn after what is being spoken about. */
export const NextSlide = ({ step }: { readonly step: number }) => {
  const scenario = useViewer(scenarioOf);
  const lines = useViewer(linesOf);
  const line = useViewer(lineOf);
  const trace = useViewer(traceOf);
  const at = useDeferredValue(step);
  const markup = useMemo(() => {
    const story = storyOf({ scenario, lines, line, trace });
    return at < trace.steps.length ? figureSvg(figureOf(story, { step: at, micro: null }, null), 'light') : '';
  }, [scenario, lines, line, trace, at]);
  return markup === '' ? null : <Svg markup={markup} className={styles.picture} />;
};
