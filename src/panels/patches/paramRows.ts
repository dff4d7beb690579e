/** Module parameters as a small form shows them. */
import { isWritable } from '../../kernel/files';
import type { ParamImage } from '../../kernel/images';
import type { Kernel } from '../../kernel/model';
import { imageOf, moduleOf } from '../../kernel/queries';

export interface ParamRow {
  readonly name: string;
  readonly type: ParamImage['type'];
  readonly value: string;
  /** There is a file in `/sys/module/<module>/parameters` that root may write. */
  readonly writable: boolean;
}

/** The parameters of a loaded module, in the order its source declares them. */
export const paramRows = (kernel: Kernel, module: string): readonly ParamRow[] => {
  const given = moduleOf(kernel, module)?.params;
  return (imageOf(kernel, module)?.params ?? []).map(({ name, type, mode, default: fallback }) => ({
    name,
    type,
    value: given?.[name] ?? fallback,
    writable: isWritable(mode),
  }));
};

/**
 * The parameters to give on the command line: those that differ from their defaults; `undefined` when none do.
 * Values are trimmed; an emptied field means the default.
 */
export const givenParams = (
  params: readonly ParamImage[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined => {
  const given = params.flatMap(({ name, default: fallback }): readonly [string, string][] => {
    const value = values[name]?.trim() ?? '';
    return value === '' || value === fallback ? [] : [[name, value]];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
};
