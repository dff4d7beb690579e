/** The objects of a livepatch, as a list of its functions and, apart from it, their callbacks. */

import { specFromImage } from '../kernel/imageSpecs';
import {
  CALLBACK_NAMES,
  type Callback,
  type CallbackName,
  type LivepatchImage,
  type ObjectImage,
} from '../kernel/images';
import { VMLINUX } from '../kernel/model';
import { imageFromSpec, parseFunction } from '../kernel/specImages';
import type { WidePatchSpec } from '../kernel/world';
import { put } from './field';

/** What an image does not know stays as it is. */
const specOf = (image: LivepatchImage, { missing }: WidePatchSpec): WidePatchSpec =>
  put(specFromImage(image), { missing });

const objectsOf = (spec: WidePatchSpec): readonly ObjectImage[] => imageFromSpec(spec).objects;

/** An object that stands there twice can be said in C only: in a list of functions the two would become one. */
export const twiceIn = (spec: WidePatchSpec): string | null => {
  const names = objectsOf(spec).map(({ name }) => name);
  return names.find((name, index) => names.indexOf(name) < index) ?? null;
};

const written = (object: string, oldName: string, sympos: number): string =>
  `${object === VMLINUX ? '' : `${object}:`}${oldName}${sympos === 0 ? '' : `,${sympos}`}`;

/** `func`, `module:func,2`, and `module:` for an object without functions. */
export const functionsText = (spec: WidePatchSpec): string =>
  spec.objects === undefined
    ? spec.funcs.join('\n')
    : objectsOf(spec)
        .flatMap(({ name, funcs }) =>
          funcs.length === 0 ? [`${name}:`] : funcs.map(({ oldName, sympos }) => written(name, oldName, sympos)),
        )
        .join('\n');

/** The livepatch with these functions. One that it had keeps what it does, an object its callbacks. */
export function withFunctions(spec: WidePatchSpec, names: readonly string[]): WidePatchSpec {
  if (spec.objects === undefined && !names.some((name) => name.endsWith(':'))) return { ...spec, funcs: names };
  const known = objectsOf(spec);
  const image = imageFromSpec({ ...spec, objects: [], funcs: names.filter((name) => !name.endsWith(':')) });
  const named = new Map(image.objects.map((object) => [object.name, object]));
  const order = [...new Set(names.map((name) => parseFunction(name).object))];
  const kept = known.filter(({ name, callbacks }) => !order.includes(name) && Object.keys(callbacks).length > 0);
  const objects = [...order, ...kept.map(({ name }) => name)].map((name): ObjectImage => {
    const before = known.filter((object) => object.name === name);
    const olds = before.flatMap(({ funcs }) => funcs);
    const funcs = (named.get(name)?.funcs ?? []).map((func) => {
      const at = olds.findIndex(({ oldName, sympos }) => oldName === func.oldName && sympos === func.sympos);
      return olds.splice(at, at === -1 ? 0 : 1)[0] ?? func;
    });
    return {
      name,
      funcs,
      callbacks: before.find(({ callbacks }) => Object.keys(callbacks).length > 0)?.callbacks ?? {},
    };
  });
  return specOf({ ...image, objects }, spec);
}

export interface ObjectCallbacks {
  readonly object: string;
  readonly callbacks: ObjectImage['callbacks'];
}

/** Each object once, with its callbacks; a livepatch without any could have those of vmlinux. */
export const callbacksOf = (spec: WidePatchSpec): readonly ObjectCallbacks[] => {
  const objects = objectsOf(spec).map(({ name, callbacks }) => ({ object: name, callbacks }));
  return objects.length === 0 ? [{ object: VMLINUX, callbacks: {} }] : objects;
};

/** What a callback that nobody has described yet does: it says that it was called, as the kernel's samples do. */
export const newCallback = (name: CallbackName): Callback => ({ log: [`{module}: ${name}_callback: {target}`] });

/** `null`: without it. */
export function withCallback(
  spec: WidePatchSpec,
  object: string,
  name: CallbackName,
  callback: Callback | null,
): WidePatchSpec {
  const image = imageFromSpec(spec);
  const change = (of: ObjectImage): ObjectImage => ({
    ...of,
    callbacks: Object.fromEntries(
      CALLBACK_NAMES.flatMap((each) => {
        const wanted = each === name ? callback : of.callbacks[each];
        return wanted == null ? [] : [[each, wanted] as const];
      }),
    ),
  });
  const has = image.objects.some((each) => each.name === object);
  const all = has ? image.objects : [...image.objects, { name: object, funcs: [], callbacks: {} }];
  const objects = all.map((each) => (each.name === object ? change(each) : each));
  return specOf({ ...image, objects }, spec);
}
