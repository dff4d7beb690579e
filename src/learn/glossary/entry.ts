/** A word of the glossary. */
export interface Entry {
  readonly term: string;
  /** Other spellings and forms that mean the same. */
  readonly also: readonly string[];
  /** One or two sentences. */
  readonly says: string;
  /** Where it lives: a file and a function or struct of the kernel, or where it was proposed. */
  readonly kernel: string;
}

/** `entry('nop', 'A function that …', 'kernel/livepatch/core.c: klp_add_nops()', 'nops')` */
export const entry = (term: string, says: string, kernel: string, ...also: readonly string[]): Entry => ({
  term,
  also,
  says,
  kernel,
});
