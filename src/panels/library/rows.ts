/** The modules on the disk, grouped as a reader looks for them. */

import type { ModuleImage, ParamImage } from '../../kernel/images';
import { lineageModules, rfcModules } from '../../kernel/library';
import type { Kernel, KlpState } from '../../kernel/model';
import { isOwnImage, moduleOf } from '../../kernel/queries';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { imageCallbacks, imageFuncs } from '../patches/objectRows';

interface RowBase {
  readonly name: string;
  readonly note: string | null;
  /** Where its facts come from. */
  readonly source: string;
  readonly params: readonly ParamImage[];
  readonly loaded: boolean;
}

export interface LivepatchRow extends RowBase {
  readonly kind: 'livepatch';
  readonly version: number;
  readonly sticky: boolean;
  readonly replace: boolean;
  /** The parameter that stands for its `replace` flag. */
  readonly replaceParam: string | null;
  readonly replaceSet: number;
  readonly states: readonly KlpState[];
  /** Functions. */
  readonly patches: readonly string[];
  /** Objects. */
  readonly callbacks: readonly string[];
}

export interface TargetRow extends RowBase {
  readonly kind: 'target';
  readonly functions: readonly string[];
}

export type LibraryRow = LivepatchRow | TargetRow;

export interface LibraryGroup {
  readonly title: string;
  readonly rows: readonly LibraryRow[];
}

const namesOf = (images: readonly ModuleImage[]): ReadonlySet<string> => new Set(images.map(({ name }) => name));
const fromRfc = namesOf(rfcModules);
const fromLineage = namesOf(lineageModules);

const OWN = 'This machine’s livepatches';
const OWN_TARGETS = 'This machine’s modules';
const RFC = 'Livepatches of the RFC';
const LINEAGE = 'Livepatches for comparing the policies';
const SELF_TEST = 'Livepatches of the kernel’s self-tests';
const TARGET = 'Target modules';

const groupOf = (image: ModuleImage): string => {
  if (isOwnImage(image)) return image.kind === 'target' ? OWN_TARGETS : OWN;
  if (image.kind === 'target') return TARGET;
  if (fromRfc.has(image.name)) return RFC;
  return fromLineage.has(image.name) ? LINEAGE : SELF_TEST;
};

const rowOf = (kernel: Kernel, image: ModuleImage): LibraryRow => {
  const base: RowBase = {
    name: image.name,
    note: image.note ?? null,
    source: isOwnImage(image) ? 'Made for this machine.' : `Source: ${image.source}.`,
    params: image.params,
    loaded: moduleOf(kernel, image.name) !== undefined,
  };
  if (image.kind === 'target') return { ...base, kind: 'target', functions: image.functions.map(({ name }) => name) };
  const { version, sticky, replace, replaceParam, replaceSet, states } = image;
  return {
    ...base,
    kind: 'livepatch',
    version,
    sticky,
    replace,
    replaceParam: replaceParam ?? null,
    replaceSet,
    states,
    patches: imageFuncs(image),
    callbacks: imageCallbacks(image),
  };
};

/** Own livepatches and modules first, then the RFC's, those of the lineage, the self-tests', and the modules that they patch. Empty groups are left out. */
export const libraryGroups = memoize((kernel: Kernel): readonly LibraryGroup[] => {
  const rows = kernel.library.map((image) => ({ title: groupOf(image), row: rowOf(kernel, image) }));
  return [OWN, OWN_TARGETS, RFC, LINEAGE, SELF_TEST, TARGET].flatMap((title) => {
    const own = rows.filter((each) => each.title === title).map(({ row }) => row);
    return own.length === 0 ? [] : [{ title, rows: own }];
  });
});

const textOf = (row: LibraryRow): string =>
  [
    row.name,
    ...(row.kind === 'livepatch' ? [...row.patches, ...row.callbacks] : row.functions),
    ...(row.kind === 'livepatch'
      ? [
          `v${row.version}`,
          `version ${row.version}`,
          row.sticky ? 'sticky' : '',
          row.replace ? 'cumulative replace' : '',
          `set ${row.replaceSet} replace_set`,
          ...row.states.map(
            ({ id, version, blockDisable }) => `state ${id} v${version}${blockDisable ? ' block_disable' : ''}`,
          ),
        ]
      : ['target']),
    row.loaded ? 'loaded' : '',
    ...row.params.map(({ name }) => name),
  ]
    .join(' ')
    .toLowerCase();

/** Rows in which every word of the filter occurs: in the name, the functions, the version or the marks. */
export const filterGroups = (groups: readonly LibraryGroup[], filter: string): readonly LibraryGroup[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap(({ title, rows }) => {
    const found = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
    return found.length === 0 ? [] : [{ title, rows: found }];
  });
};

/** Modules of the library that the step loaded or removed. */
export const loadedInStep = memoize(({ kernel, before }: View): ReadonlySet<string> => {
  if (before === null) return new Set();
  const then = new Set(before.modules.map(({ name }) => name));
  const now = new Set(kernel.modules.map(({ name }) => name));
  return new Set([...then, ...now].filter((name) => then.has(name) !== now.has(name)));
});
