import type { Codec, CodecSource } from './codec';

/** For tests, which have the whole codec anyway. */
export const codecAtHand = (codec: Codec): CodecSource => ({ now: () => codec, load: () => Promise.resolve(codec) });
