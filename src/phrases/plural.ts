/** `10,000`. By hand: the first use of the browser's own number format takes as long as drawing a panel. */
export const counted = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** A number with its noun: `1 task`, `10,000 tasks`. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${counted(n)} ${n === 1 ? one : many}`;
