import { useSyncExternalStore } from 'react';
import { useLocal } from '../session/useViewer';
import { type Progress, type ProgressStore, progressIn } from './progress';

/** What the reader has done, and how to keep more of it. */
export const useProgress = (): readonly [Progress, ProgressStore] => {
  const store = progressIn(useLocal());
  return [useSyncExternalStore(store.subscribe, store.get), store];
};
