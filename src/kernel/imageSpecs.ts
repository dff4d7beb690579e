/** From the image of a module to a description of it: for what edits machines, or writes them down. */
import type { FuncImage, LivepatchImage, ObjectImage, TargetImage } from './images';
import { VMLINUX } from './model';
import { newName } from './specImages';
import type { ObjectSpec, TargetSpec, WidePatchSpec } from './world';

/** The description that gives this image again; what `source` and `note` say is lost. */
export const specFromTarget = (image: TargetImage): TargetSpec => {
  const effects = image.functions.flatMap(({ name, effect }) => (effect === undefined ? [] : [{ name, ...effect }]));
  return {
    name: image.name,
    functions: image.functions.map(({ name }) => name),
    ...(image.usedBy !== undefined && { usedBy: image.usedBy }),
    ...(image.initReturns !== undefined && { initReturns: image.initReturns }),
    ...(image.initReturnsParam !== undefined && { initReturnsParam: image.initReturnsParam }),
    ...(image.params.length > 0 && { params: image.params }),
    ...(image.initLog.length > 0 && { initLog: image.initLog }),
    ...(image.exitLog.length > 0 && { exitLog: image.exitLog }),
    ...(image.permanent && { permanent: true }),
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
    ...(image.permanent && { permanent: true }),
    ...(image.initReturns !== undefined && { initReturns: image.initReturns }),
    ...(image.complaint && { complaint: image.complaint }),
    ...(image.note !== undefined && { note: image.note }),
  };
}
