/** What a livepatch patches, object by object. */
import type { LivepatchImage } from '../../kernel/images';
import type { Kernel, KlpFunc, KlpObject, Patch } from '../../kernel/model';
import { VMLINUX } from '../../kernel/model';
import { funcKey, isObjectLoaded, opsOf } from '../../kernel/queries';

export interface FuncRow {
  /** As in `Frame.func`. */
  readonly func: string;
  /** `null` for a nop. */
  readonly newName: string | null;
  readonly nop: boolean;
  /** The livepatch whose entry stands above this one's on the `func_stack`. */
  readonly under: string | null;
}

export interface ObjectRow {
  readonly name: string;
  readonly loaded: boolean;
  readonly patched: boolean;
  /** Made only to hold nops. */
  readonly dynamic: boolean;
  /** The livepatch that all its functions are under; `null` when they differ, and then each says so itself. */
  readonly under: string | null;
  readonly funcs: readonly FuncRow[];
}

/** A function as texts name it: bare in vmlinux, `module:function` elsewhere. */
export const funcLabel = (object: string, func: string): string => (object === VMLINUX ? func : `${object}:${func}`);

/** The object where it needs saying: not the kernel itself. */
export const objectWord = (object: string): string | null => (object === VMLINUX ? null : object);

const underOf = (kernel: Kernel, patch: Patch, object: KlpObject, func: KlpFunc): string | null => {
  const funcStack = opsOf(kernel, object.name, funcKey(func))?.funcStack ?? [];
  const own = funcStack.findIndex((entry) => entry.patch === patch.name);
  return own > 0 ? (funcStack[0]?.patch ?? null) : null;
};

const objectRow = (kernel: Kernel, patch: Patch, object: KlpObject): ObjectRow => {
  const funcs = object.funcs.map((func) => ({
    func: funcKey(func),
    newName: func.newName,
    nop: func.nop,
    under: underOf(kernel, patch, object, func),
  }));
  const [first] = funcs;
  return {
    name: object.name,
    loaded: isObjectLoaded(kernel, object.name),
    patched: object.patched,
    dynamic: object.dynamic,
    under: first !== undefined && funcs.every(({ under }) => under === first.under) ? first.under : null,
    funcs,
  };
};

export const objectRows = (kernel: Kernel, patch: Patch): readonly ObjectRow[] =>
  patch.objects.map((object) => objectRow(kernel, patch, object));

/** The functions that a livepatch will replace, as its file says. */
export const imageFuncs = ({ objects }: LivepatchImage): readonly string[] =>
  objects.flatMap(({ name, funcs }) => funcs.map((func) => funcLabel(name, funcKey(func))));

/** The objects for which it brings callbacks. */
export const imageCallbacks = ({ objects }: LivepatchImage): readonly string[] =>
  objects.filter(({ callbacks }) => Object.keys(callbacks).length > 0).map(({ name }) => name);
