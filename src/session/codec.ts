/** The half of the link codec that most visitors never need: it is fetched when a link asks for it. */
import type { Known } from '../link/head';
import type { Decoded, Link } from '../link/readable';

export interface Codec {
  readonly encode: (link: Link, known: Known) => string;
  readonly decode: (hash: string, known: Known) => Decoded;
}

export interface CodecSource {
  /** `null` until it has been fetched. */
  readonly now: () => Codec | null;
  /** @throws (rejects) when it cannot be fetched; the next call tries again. */
  readonly load: () => Promise<Codec>;
}

export const codecSource = (fetchCodec: () => Promise<Codec> = () => import('../link/link')): CodecSource => {
  let codec: Codec | null = null;
  return {
    now: () => codec,
    load: async () => {
      codec ??= await fetchCodec();
      return codec;
    },
  };
};
