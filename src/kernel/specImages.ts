/** From the description of a module to its image; `imageSpecs.ts` leads back. */
import type { FuncImage, LivepatchImage, ObjectImage, TargetImage } from './images';
import { VMLINUX } from './model';
import type { FuncSpec, ObjectSpec, TargetSpec, WidePatchSpec } from './world';

interface FunctionName {
  readonly object: string;
  readonly func: string;
}

/** `func`, `object:func`, or either with `,sympos`. */
export function parseFunction(text: string): FunctionName {
  const colon = text.indexOf(':');
  return colon === -1 ? { object: VMLINUX, func: text } : { object: text.slice(0, colon), func: text.slice(colon + 1) };
}

export const newName = (patch: string, oldName: string): string => `${patch}_${oldName}`;

const funcImage = (patch: string, { oldName, newName: given, sympos, effect }: FuncSpec): FuncImage => ({
  oldName,
  newName: given ?? newName(patch, oldName),
  sympos: sympos ?? 0,
  ...(effect && { effect }),
});

/** The objects of `funcs`, in the order in which they are first named. */
function namedObjects({ name: patch, funcs }: Pick<WidePatchSpec, 'name' | 'funcs'>): readonly ObjectImage[] {
  const objects = new Map<string, FuncImage[]>();
  for (const { object, func } of funcs.map(parseFunction)) {
    const [oldName = func, sympos = '0'] = func.split(',');
    const images = objects.get(object) ?? [];
    images.push(funcImage(patch, { oldName, sympos: Number(sympos) || 0 }));
    objects.set(object, images);
  }
  return [...objects].map(([name, images]) => ({ name, funcs: images, callbacks: {} }));
}

const objectImage = (patch: string, { name, funcs = [], callbacks = {} }: ObjectSpec): ObjectImage => ({
  name,
  funcs: funcs.map((func) => funcImage(patch, func)),
  callbacks,
});

/** A livepatch of the user's own as a module image. */
export function imageFromSpec(spec: WidePatchSpec): LivepatchImage {
  return {
    kind: 'livepatch',
    name: spec.name,
    version: spec.version ?? 0,
    sticky: spec.sticky ?? false,
    replace: spec.replace ?? false,
    ...(spec.replaceParam !== undefined && { replaceParam: spec.replaceParam }),
    replaceSet: spec.replaceSet ?? 0,
    states: spec.states ?? [],
    params: spec.params ?? [],
    objects: [...namedObjects(spec), ...(spec.objects ?? []).map((object) => objectImage(spec.name, object))],
    ...(spec.initLog && { initLog: spec.initLog }),
    ...(spec.exitLog && { exitLog: spec.exitLog }),
    ...(spec.permanent && { permanent: true }),
    ...(spec.initReturns !== undefined && { initReturns: spec.initReturns }),
    ...(spec.complaint === undefined ? {} : { complaint: spec.complaint }),
    ...(spec.note === undefined ? {} : { note: spec.note }),
  };
}

/** A target module of the user's own as a module image. */
export const targetImage = (spec: TargetSpec): TargetImage => ({
  kind: 'target',
  name: spec.name,
  params: spec.params ?? [],
  functions: spec.functions.map((name) => {
    const { name: _, ...effect } = spec.effects?.find((each) => each.name === name) ?? { name };
    return { name, ...(Object.keys(effect).length > 0 && { effect }) };
  }),
  initLog: spec.initLog ?? [],
  exitLog: spec.exitLog ?? [],
  ...(spec.permanent && { permanent: true }),
  ...(spec.usedBy !== undefined && { usedBy: spec.usedBy }),
  ...(spec.initReturnsParam !== undefined && { initReturnsParam: spec.initReturnsParam }),
  ...(spec.initReturns !== undefined && { initReturns: spec.initReturns }),
  ...(spec.worker && { worker: spec.worker }),
  ...(spec.kprobe && { kprobe: spec.kprobe }),
});
