/** Where a layout engine has put boxes and lines; made by `npm run layout`. Whole pixels at a zoom of 1. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Frame around boxes → x, y, width and height. */
  readonly frames?: Readonly<Record<string, readonly number[]>>;
  /** Box → its left upper corner, x and y. */
  readonly nodes: Readonly<Record<string, readonly number[]>>;
  /** Line → x and y of its corners, from where it leaves to where it enters. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
}
