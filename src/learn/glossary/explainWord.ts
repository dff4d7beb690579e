const load = () => import('./wordWalk');

/** Goes to the next kernel word, or the one before, of where the focus is. Fetched when it is first wanted. */
export const explainWord = (back: boolean): void => {
  load().then(
    ({ walk }) => walk(back),
    () => undefined,
  );
};
