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
