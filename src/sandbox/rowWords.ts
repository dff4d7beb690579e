/** What the list says of a row: its name, and in a few words what it is. */
import { imageFromSpec } from '../kernel/specImages';
import { cpusOf, type SymbolSpec, type TargetSpec, type WidePatchSpec, type WideTaskSpec } from '../kernel/world';
import { plural } from '../phrases/plural';
import type { ListName, Specs } from './draft';
import type { MachineSpec } from './otherFields';
import { KINDS, kindOf, PLACES, placeOf } from './taskFields';
import { cpusText } from './text';

export interface RowWords {
  readonly title: string;
  readonly note: string;
}

const joined = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(' · ');

const patchWords = (spec: WidePatchSpec): RowWords => {
  const { objects } = imageFromSpec(spec);
  return {
    title: spec.name,
    note: joined(
      'livepatch',
      spec.version !== undefined && `version ${spec.version}`,
      plural(
        objects.reduce((sum, { funcs }) => sum + funcs.length, 0),
        'function',
      ),
      spec.sticky && 'sticky',
      spec.replace && 'replace',
      objects.some(({ callbacks }) => Object.keys(callbacks).length > 0) && 'callbacks',
    ),
  };
};

const targetWords = ({ name, loaded, functions, usedBy, initReturns }: TargetSpec): RowWords => ({
  title: name,
  note: joined(
    loaded === false ? 'module, not loaded' : 'module, loaded',
    plural(functions.length, 'function'),
    usedBy !== undefined && `used by ${usedBy}`,
    initReturns !== undefined && initReturns < 0 && 'init fails',
  ),
});

/** Of a module that nobody has described. */
export const impliedWords = ({ functions }: TargetSpec): string =>
  joined('module, loaded: a task is in it', plural(functions.length, 'function'));

const taskWords = (spec: WideTaskSpec): RowWords => {
  const { comm, count = 1, stack: [top] = [] } = spec;
  const kind = kindOf(spec);
  return {
    title: count === 1 ? comm : `${comm} × ${count.toLocaleString('en')}`,
    note: joined(
      kind !== 'user' && KINDS.find(({ value }) => value === kind)?.label,
      PLACES.find(({ value }) => value === placeOf(spec))?.label,
      top,
    ),
  };
};

const symbolWords = ({ name, times = 1, hookable, reliable }: SymbolSpec): RowWords => ({
  title: name,
  note:
    joined(
      times !== 1 && (times === 0 ? 'absent' : `${times} of that name`),
      hookable === false && 'cannot be hooked',
      reliable === false && 'unreliable stack',
    ) || 'as any other',
});

const words: { readonly [L in ListName]: (spec: Specs[L]) => RowWords } = {
  patches: patchWords,
  targets: targetWords,
  tasks: taskWords,
  symbols: symbolWords,
};

/** The name that a button says. */
export const wordsOf = <L extends ListName>(list: L, spec: Specs[L]): RowWords => words[list](spec);

export const machineWords = (spec: MachineSpec): RowWords => ({
  title: plural(cpusOf(spec), 'CPU'),
  note:
    joined(
      spec.nohzFull !== undefined && `no tick on ${cpusText(spec.nohzFull)}`,
      spec.livepatch === false && 'without CONFIG_LIVEPATCH',
    ) || 'a tick on each',
});
