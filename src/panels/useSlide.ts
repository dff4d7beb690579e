/** On the slide of a talk the panels show only what the step is about, and count the rest in words. */
import { createContext, useContext } from 'react';

export interface Slide {
  /** Numbers of the threads to show; `null` for all of them. */
  readonly threads: ReadonlySet<number> | null;
  /** Names of the modules to show; `null` for all of them. */
  readonly modules: ReadonlySet<string> | null;
}

const SlideContext = createContext<Slide | null>(null);

export const SlideProvider = SlideContext.Provider;

/** `null` on the workbench. */
export const useSlide = (): Slide | null => useContext(SlideContext);
