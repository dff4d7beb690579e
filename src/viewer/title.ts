/** How a world is called of which nothing is told. */
export const UNTOLD = 'Own world';

export const titleOf = (told: { readonly title: string } | null | undefined): string => told?.title ?? UNTOLD;
