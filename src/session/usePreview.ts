/** What may be told before a step is taken. */
import { useMemo } from 'react';
import type { KernelEvent } from '../kernel/events';
import type { Verdict } from '../kernel/verdict';
import { openAsk } from '../viewer/script';
import type { ViewerState } from '../viewer/state';
import { useSettings, useVerbs, useViewer } from './useViewer';

const asks = (state: ViewerState): boolean => openAsk(state) !== null;

/** The reader is to guess what the next step does: until then nothing on the screen tells what will become of it. */
export const useIsAsking = (): boolean => {
  const [{ guess }] = useSettings();
  return useViewer(asks) && guess;
};

const untold = (): null => null;

/** What the rules would say to an event now; `null` while the reader is to guess. */
export const usePreview = (): ((event: KernelEvent) => Verdict | null) => {
  const { preview } = useVerbs();
  const isAsking = useIsAsking();
  return useMemo(() => (isAsking ? untold : preview), [isAsking, preview]);
};
