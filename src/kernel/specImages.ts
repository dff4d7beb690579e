/** From the description of a module to its image, and back. */
import { type FuncImage, type LivepatchImage, type ObjectImage, type TargetImage, VMLINUX } from './model';
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

const newName = (patch: string, oldName: string): string => `${patch}_${oldName}`;

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
  ...(spec.initReturnsParam !== undefined && { initReturnsParam: spec.initReturnsParam }),
  ...(spec.initReturns !== undefined && { initReturns: spec.initReturns }),
  ...(spec.worker && { worker: spec.worker }),
  ...(spec.kprobe && { kprobe: spec.kprobe }),
});

/** The description that gives this image again; what `source` and `note` say is lost. */
export const specFromTarget = (image: TargetImage): TargetSpec => {
  const effects = image.functions.flatMap(({ name, effect }) => (effect === undefined ? [] : [{ name, ...effect }]));
  return {
    name: image.name,
    functions: image.functions.map(({ name }) => name),
    ...(image.initReturns !== undefined && { initReturns: image.initReturns }),
    ...(image.initReturnsParam !== undefined && { initReturnsParam: image.initReturnsParam }),
    ...(image.params.length > 0 && { params: image.params }),
    ...(image.initLog.length > 0 && { initLog: image.initLog }),
    ...(image.exitLog.length > 0 && { exitLog: image.exitLog }),
    ...(effects.length > 0 && { effects }),
    ...(image.worker && { worker: image.worker }),
    ...(image.kprobe && { kprobe: image.kprobe }),
  };
};

/** `object:func,sympos`, shortened as people write it. */
const funcName = (object: string, func: FuncImage): string =>
  `${object === VMLINUX ? '' : `${object}:`}${func.sympos === 0 ? func.oldName : `${func.oldName},${func.sympos}`}`;

const isPlain = (patch: string, { oldName, newName: given, effect }: FuncImage): boolean =>
  given === newName(patch, oldName) && effect === undefined && !/[:,]/.test(oldName);

const objectSpec = (patch: string, { name, funcs, callbacks }: ObjectImage): ObjectSpec => ({
  name,
  ...(funcs.length > 0 && {
    funcs: funcs.map(({ oldName, newName: given, sympos, effect }) => ({
      oldName,
      ...(given !== newName(patch, oldName) && { newName: given }),
      ...(sympos !== 0 && { sympos }),
      ...(effect && { effect }),
    })),
  }),
  ...(Object.keys(callbacks).length > 0 && { callbacks }),
});

/** How many objects, from the first on, `funcs` can say: with plain functions, no callbacks, and each there once. */
function saidByFuncs({ name, objects }: LivepatchImage): number {
  const end = objects.findIndex(
    (object, index) =>
      object.funcs.length === 0 ||
      Object.keys(object.callbacks).length > 0 ||
      objects.findIndex((other) => other.name === object.name) < index ||
      (object.name !== VMLINUX && /[:,]/.test(object.name)) ||
      !object.funcs.every((func) => isPlain(name, func)),
  );
  return end === -1 ? objects.length : end;
}

/** The shortest description that gives this image again; what `source` and `awaits` say is lost. */
export function specFromImage(image: LivepatchImage): WidePatchSpec {
  const end = saidByFuncs(image);
  const rest = image.objects.slice(end);
  return {
    name: image.name,
    ...(image.version !== 0 && { version: image.version }),
    ...(image.sticky && { sticky: true }),
    ...(image.replace && { replace: true }),
    ...(image.replaceParam !== undefined && { replaceParam: image.replaceParam }),
    ...(image.replaceSet !== 0 && { replaceSet: image.replaceSet }),
    ...(image.states.length > 0 && { states: image.states }),
    ...(image.params.length > 0 && { params: image.params }),
    funcs: image.objects.slice(0, end).flatMap(({ name, funcs }) => funcs.map((func) => funcName(name, func))),
    ...(rest.length > 0 && { objects: rest.map((object) => objectSpec(image.name, object)) }),
    ...(image.initLog && { initLog: image.initLog }),
    ...(image.exitLog && { exitLog: image.exitLog }),
    ...(image.complaint && { complaint: image.complaint }),
    ...(image.note !== undefined && { note: image.note }),
  };
}
