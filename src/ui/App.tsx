import { useLayoutEffect } from 'react';
import type { Started } from '../viewer/start';
import { ErrorBoundary } from './ErrorBoundary';
import { useSettings, ViewerProvider } from './hooks';
import { useMedia } from './useMedia';
import { type Catalogue, Workbench } from './Workbench';

interface Props extends Catalogue {
  readonly started: Started;
  /** The hash of a link that opens the first scenario. */
  readonly home: string;
}

/** Puts the reader's theme and motion where the tokens look for them. */
const Appearance = () => {
  const [{ theme, motion }] = useSettings();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const shown = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.theme = shown;
    dataset.motion = motion;
  }, [shown, motion]);
  return null;
};

/** The whole app around a started viewer. */
export const App = ({ started, home, ...catalogue }: Props) => (
  <ErrorBoundary home={home}>
    <ViewerProvider started={started}>
      <Appearance />
      <Workbench {...catalogue} />
    </ViewerProvider>
  </ErrorBoundary>
);
