/**
 * One colour per implementation, the same in every panel.
 *
 * Panels put the index into the attribute `data-impl`; `words/impl.css` turns it into `--impl` and
 * `--impl-bg`. A colour is never the only signal: the name of the implementation stands beside it or in its title.
 */
import type { Trace } from '../trace/trace';
import { memoize } from '../viewer/memoize';

/** Index of the original in `--impl-N`. */
export const ORIGINAL = 0;
/** Livepatches share the colours 1 … 6; the seventh livepatch of a run begins again with the first. */
const PALETTE = 6;

/** Livepatch module → index of its colour. Ask it through `implIndex`. */
export type ImplColours = ReadonlyMap<string, number>;

/**
 * Colours in the order in which a run first names its livepatches: those present at the boot, then each as it is
 * loaded. Stepping back and forth does not recolour anything, and going on only adds. One pass over the steps,
 * once per trace.
 */
export const implColours = memoize((trace: Trace): ImplColours => {
  const [boot] = trace.steps;
  const names = new Set<string>(boot?.kernel.patches.map((patch) => patch.name));
  const targets = new Set(boot?.kernel.library.filter((image) => image.kind === 'target').map((image) => image.name));
  for (const { event } of trace.steps) {
    if (event?.type === 'insmod' && !targets.has(event.module)) names.add(event.module);
  }
  return new Map([...names].map((name, index) => [name, 1 + (index % PALETTE)]));
});

/** The colour of an implementation as a frame names it: `null` is the original. Total: an unknown name gets one too. */
export const implIndex = (colours: ImplColours, impl: string | null): number =>
  impl === null ? ORIGINAL : (colours.get(impl) ?? 1 + (colours.size % PALETTE));
