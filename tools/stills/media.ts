/** Media queries, answered without a browser. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Whether a window of this size matches. Nobody prefers anything, and there is no pointer.
 * @throws {Error} when the query asks for more than that.
 */
export const matches = (query: string, { width, height }: Size): boolean =>
  query.split(' and ').every((part) => {
    const [, bound, side, pixels] = /^\((min|max)-(width|height): (\d+)px\)$/.exec(part) ?? [];
    if (pixels === undefined) {
      if (/^\((prefers-[a-z-]+|pointer): [a-z]+\)$/.test(part)) return false;
      throw new Error(`Without a browser nobody knows whether ${part} matches.`);
    }
    const is = side === 'width' ? width : height;
    return bound === 'min' ? is >= Number(pixels) : is <= Number(pixels);
  });
