/** `scripts/Makefile.lib`: `name-fix-token`. Of the name of a file, which the module is not called by. */
export const kbuildModname = (file: string): string =>
  file
    .replace(/^.*\//, '')
    .replace(/\.(?:ko(?:\.(?:gz|xz|zst))?|c|o)$/, '')
    .replace(/[-,]/g, '_');
