/** A readable and writable file tree, made from a kernel when someone looks. */
import type { KernelEvent } from '../kernel/events';

export interface Dir {
  readonly kind: 'dir';
  /** As `stat --format %A` prints it. */
  readonly mode: string;
  readonly entries: () => ReadonlyMap<string, Node>;
}

export interface File {
  readonly kind: 'file';
  readonly mode: string;
  /** The content without its last newline. Whether it may be read says the mode. */
  readonly read: () => string;
  /** What writing to it makes happen; `null` for a value that it does not take (-EINVAL). Whether it may be written says the mode. */
  readonly write?: (value: string) => KernelEvent | null;
}

export type Node = Dir | File;

/** `0644` → `-rw-r--r--`. */
export const fileMode = (octal: string): string => {
  const bits = Number.parseInt(octal, 8);
  const letters = [...'rwxrwxrwx'].map((letter, index) => (bits & (1 << (8 - index)) ? letter : '-'));
  return `-${letters.join('')}`;
};

export const dir = (entries: () => Iterable<readonly [string, Node]>, mode = 'drwxr-xr-x'): Dir => ({
  kind: 'dir',
  mode,
  entries: () => new Map(entries()),
});

export const readOnly = (read: () => string, octal = '0444'): File => ({ kind: 'file', mode: fileMode(octal), read });

/** Root may open what the mode lets anyone open: kernfs asks the mode even of root (`kernfs_fop_open()`). */
export const isReadable = (file: File): boolean => file.mode.includes('r');
export const isWritable = (file: File): boolean => file.mode.includes('w');
