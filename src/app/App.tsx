import { Suspense } from 'react';
import { ErrorBoundary } from '../parts/ErrorBoundary';
import { Fetching } from '../parts/Fetching';
import { later } from '../parts/later';
import { Quietly } from '../parts/Quietly';
import type { Catalogue } from '../session/catalogue';
import type { Started } from '../session/start';
import { useRole, ViewerProvider } from '../session/useViewer';
import { Appearance } from './Appearance';
import { Workbench } from './Workbench';

interface Props extends Catalogue {
  readonly started: Started;
  /** The hash of a link that opens the first scenario. */
  readonly home: string;
}

const Beside = later(async () => (await import('./Beside')).Beside);
const Offline = later(async () => (await import('./Offline')).Offline);
const Presenter = later(async () => (await import('../talk/Presenter')).Presenter);

/** Files on a host; not the one file, nor the development server. */
const isServed = import.meta.env.PROD && import.meta.env.MODE !== 'single';

const Screen = (catalogue: Catalogue) => {
  const [part] = useRole();
  if (part === null) return <Workbench {...catalogue} />;
  return (
    <Fetching>
      <Suspense fallback={<main aria-busy={true} />}>
        <Presenter part={part} {...catalogue} />
      </Suspense>
    </Fetching>
  );
};

/** The whole app around a started viewer. */
export const App = ({ started, home, ...catalogue }: Props) => (
  <ErrorBoundary home={home}>
    <ViewerProvider started={started}>
      <Appearance />
      <Screen {...catalogue} />
      <Quietly>
        <Beside />
        {isServed && <Offline />}
      </Quietly>
    </ViewerProvider>
  </ErrorBoundary>
);
