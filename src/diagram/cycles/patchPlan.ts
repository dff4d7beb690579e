/**
 * Where the life cycle of a livepatch is drawn, by hand: in type one can read it must fit the strip of a small laptop, and a
 * phone. Layered layouts make it twice as wide, because they give the rules on an edge a column of their own; here they hang in
 * the room inside the ring. `patchPlan.test.ts` holds the plan against the life cycle.
 */
import type { Layout } from '../layout';
import { shortened } from '../shortened';
import type { PatchLife } from './patch';

export interface Plan extends Layout {
  readonly name: 'wide' | 'tall';
  /** State → x, y and width of its box. */
  readonly nodes: Readonly<Record<PatchLife, readonly [x: number, y: number, width: number]>>;
  /** `from to` → where the rules on that move are written: x and y of the left upper corner, and the room for them. */
  readonly gates: Readonly<Record<string, readonly [x: number, y: number, width: number, height: number]>>;
}

export const BOX_HEIGHT = 34;
/** Font sizes. */
export const TITLE_SIZE = 12;
export const SMALL_SIZE = 11;
/** From one line of small words to the next. */
export const LEADING = 13;

/** In on top, out along the bottom. */
const wide: Plan = {
  name: 'wide',
  width: 640,
  height: 204,
  nodes: {
    absent: [10, 40, 76],
    loading: [108, 40, 64],
    enabling: [204, 40, 70],
    cancelled: [204, 1, 78],
    patching: [304, 40, 68],
    patched: [440, 40, 66],
    replacing: [536, 40, 98],
    disabling: [440, 152, 70],
    unpatching: [320, 152, 76],
    disabled: [242, 152, 66],
    pinned: [133, 152, 99],
    moduleLeft: [4, 152, 125],
  },
  edges: {
    'absent loading': [86, 50, 108, 50],
    'loading absent': [108, 64, 86, 64],
    'loading enabling': [172, 57, 204, 57],
    'enabling cancelled': [239, 40, 239, 35],
    'cancelled absent': [204, 12, 48, 12, 48, 40],
    'cancelled moduleLeft': [204, 24, 94, 24, 94, 152],
    'enabling patching': [274, 57, 304, 57],
    'patching patched': [372, 57, 440, 57],
    'patching unpatching': [332, 74, 332, 152],
    'unpatching patching': [352, 152, 352, 74],
    'patched disabling': [474, 74, 474, 152],
    'disabling unpatching': [440, 169, 396, 169],
    'unpatching disabled': [320, 169, 308, 169],
    'patched replacing': [506, 50, 536, 50],
    'replacing patched': [536, 64, 506, 64],
    'replacing disabled': [620, 74, 620, 197, 284, 197, 284, 186],
    'disabled pinned': [242, 162, 232, 162],
    'disabled moduleLeft': [260, 186, 260, 197, 66, 197, 66, 186],
    'moduleLeft absent': [48, 152, 48, 74],
  },
  gates: {
    'loading enabling': [108, 80, 206, 68],
    'patching unpatching': [360, 80, 112, 30],
    'patched disabling': [482, 80, 132, 56],
  },
};

/** In on the left, out on the right. */
const tall: Plan = {
  name: 'tall',
  width: 344,
  height: 400,
  nodes: {
    absent: [2, 2, 84],
    loading: [2, 64, 84],
    enabling: [2, 178, 84],
    cancelled: [116, 178, 78],
    patching: [2, 236, 84],
    patched: [2, 306, 84],
    replacing: [2, 364, 98],
    disabling: [262, 306, 80],
    unpatching: [262, 236, 80],
    disabled: [262, 134, 80],
    pinned: [243, 68, 99],
    moduleLeft: [212, 2, 130],
  },
  edges: {
    'absent loading': [30, 36, 30, 64],
    'loading absent': [58, 64, 58, 36],
    'loading enabling': [44, 98, 44, 178],
    'enabling cancelled': [86, 195, 116, 195],
    'cancelled absent': [194, 188, 228, 188, 228, 50, 98, 50, 98, 28, 86, 28],
    'cancelled moduleLeft': [194, 202, 234, 202, 234, 36],
    'enabling patching': [44, 212, 44, 236],
    'patching patched': [44, 270, 44, 306],
    'patching unpatching': [86, 246, 262, 246],
    'unpatching patching': [262, 262, 86, 262],
    'patched disabling': [86, 323, 262, 323],
    'disabling unpatching': [302, 306, 302, 270],
    'unpatching disabled': [302, 236, 302, 168],
    'patched replacing': [30, 340, 30, 364],
    'replacing patched': [58, 364, 58, 340],
    'replacing disabled': [100, 381, 246, 381, 246, 156, 262, 156],
    'disabled pinned': [302, 134, 302, 102],
    'disabled moduleLeft': [262, 146, 240, 146, 240, 36],
    'moduleLeft absent': [212, 14, 86, 14],
  },
  gates: {
    'loading enabling': [52, 102, 174, 68],
    'patching unpatching': [102, 214, 140, 30],
    'patched disabling': [102, 326, 140, 50],
  },
};

/** Where the box of a state stands; `undefined` for what is no state of a livepatch. */
export const placeIn = ({ nodes }: Plan, state: string): Plan['nodes'][PatchLife] | undefined =>
  new Map<string, Plan['nodes'][PatchLife]>(Object.entries(nodes)).get(state);

/** Width of a character in em, on the safe side. */
const EM = 0.56;

/** As much of a small text as fits. */
export const fittingIn = (text: string, width: number, inShort = text): string =>
  shortened(text, Math.floor(width / (SMALL_SIZE * EM)), inShort);

export const plans: readonly Plan[] = [wide, tall];
