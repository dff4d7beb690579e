/** The half of the link codec that most visitors never need: it is fetched when a link asks for it. */
import type { Known } from '../link/head';
import type { Decoded, Link, LinkError } from '../link/readable';
import { type Fetched, fetched } from './fetched';

export interface Codec {
  readonly encode: (link: Link, known: Known) => string;
  readonly decode: (hash: string, known: Known) => Decoded;
  readonly withoutLink: (error: LinkError, characters: number) => string;
}

export type CodecSource = Fetched<Codec>;

export const codecSource = (): CodecSource => fetched<Codec>(() => import('../link/link'));

/** A longer one takes longer to read than the page should be without an answer, with what else is done when it opens. */
const LONG = 1_000;

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** Reads a long hash in a task of its own. The codec knows what it has read last, so it is at hand when it is asked for. */
export const readAhead = async ({ decode }: Codec, hash: string, known: Known): Promise<void> => {
  if (hash.length < LONG) return;
  await nextTask();
  decode(hash, known);
  await nextTask();
};
