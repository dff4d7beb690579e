/** The addresses and the file names of exports. */
import type { Cursor } from '../viewer/contract';

/** An address of the web without a hash or a query; `null` when the text is none. */
export const baseOf = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, pathname } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? origin + pathname : null;
};

/** Only this machine can follow it: the app runs from a file, or is served by the machine itself. */
export const isLocal = (address: string): boolean => {
  const base = baseOf(address);
  return base === null || /^https?:\/\/(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)(:\d+)?\//.test(base);
};

/** What the reader has set, where that is an address, else where the app comes from, without its hash and query. */
export const exportBase = (chosen: string, servedFrom: string): string =>
  baseOf(chosen.trim()) ?? servedFrom.replace(/[?#].*$/s, '');

/** The same place under another address: the hash of `url` after `base`. */
export const rebased = (url: string, base: string): string => base + url.slice(Math.max(url.indexOf('#'), 0));

/** `sticky-refuses-disable-step-4`, for the name of a file; inside a step with the microstep, counted from 1. */
export const placeName = (story: string, { step, micro }: Cursor): string =>
  `${story}-step-${step}${micro === null ? '' : `-${micro + 1}`}`;
