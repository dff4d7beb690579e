/** The readers and the writer of C, which bring a parser along: fetched when somebody looks at C. */
const fetchAll = async () => {
  const [{ readModules }, { readStack }, { writeModule }] = await Promise.all([
    import('../source/readModules'),
    import('../source/readStack'),
    import('../source/writeModule'),
  ]);
  return { readModules, readStack, writeModule };
};

let fetched: ReturnType<typeof fetchAll> | null = null;

/** The same promise each time, so that a component can wait for it; one that failed is tried again. */
export const readers = (): ReturnType<typeof fetchAll> => {
  fetched ??= fetchAll().catch((error: unknown) => {
    fetched = null;
    throw error;
  });
  return fetched;
};
