/** Names of functions, and of modules in events, that C could not have. Pure. */
import type { KernelEvent } from './events';
import { notModuleName } from './moduleName';
import { type Problem, problem } from './problem';
import type { WideWorld } from './world';

/** A name in C, with what a compiler makes of it: `f.constprop.0`, `f.llvm.123`, `.f`, `$x`. */
const NAME = /^[A-Za-z_.$][\w.$]*$/;
const POSITION = /^[1-9]\d{0,9}$/;

const isFunctionName = (name: string): boolean => NAME.test(name);

/** What a log, C or a stack has around the name: `&f`, `f()`, `f+0x12/0x34 [m]`. */
function meantBy(text: string): string {
  const [, name = '', module] =
    /^[&*"'`(\s]*([\w.$]+)(?:\+0x[\w/]*|\(.*?\)|[;,"'`)\s])*(?:\[(\w+)\]\s*)?$/.exec(text) ?? [];
  return module === undefined ? name : `${module}:${name}`;
}

/** Why no function is called this; `null` when one can be. */
export function notFunctionName(name: string): string | null {
  if (isFunctionName(name)) return null;
  if (name === '') return 'a function has a name';
  const meant = meantBy(name);
  if (isFunctionName(meant.replace(/^\w+:/, ''))) return `‘${name}’ is not the name of a function: write ${meant}`;
  const several = name.split(/[\s,]+/).filter((word) => word !== '');
  if (several.length > 1 && several.every(isFunctionName))
    return `‘${name}’ is not the name of a function: write each by itself, ${several.join(' and ')}`;
  return `‘${name}’ is not the name of a function: a name in C has letters, digits and _, and begins with no digit`;
}

/** `func`, `object:func`, either with `,2`: the same of how functions are written where no structure says what is what. */
export function notFunction(text: string): string | null {
  const colon = text.indexOf(':');
  const [name = '', ...positions] = text.slice(colon + 1).split(',');
  const isFine = isFunctionName(name) && positions.length < 2 && positions.every((each) => POSITION.test(each));
  if (isFine) return null;
  // `f,0` and `f,x`: what stands behind the comma is a number that is none, or another function.
  const isNumber = positions.length === 1 && /^\s*[\d-]/.test(positions[0] ?? '');
  if (isNumber && isFunctionName(name))
    return `‘${text}’ is not a function: write ${text.slice(0, colon + 1)}${name}, or ${name},2 for the second symbol of that name`;
  return notFunctionName(positions.length > 0 ? text : name);
}

const each = (at: string, texts: readonly string[] = [], why = notFunction): readonly Problem[] =>
  texts.flatMap((text, index) => {
    const says = why(text);
    return says === null ? [] : [problem(`${at}[${index}]`, says)];
  });

const one = (at: string, text: string | undefined, why = notFunctionName): readonly Problem[] => {
  const says = text === undefined || text === '' ? null : why(text);
  return says === null ? [] : [problem(at, says)];
};

export const functionNames = ({ tasks, patches = [], targets = [], symbols = [] }: WideWorld): readonly Problem[] => [
  ...tasks.flatMap(({ stack }, index) => each(`tasks[${index}].stack`, stack)),
  ...patches.flatMap(({ funcs, missing, objects = [] }, index) => [
    ...each(`patches[${index}].funcs`, funcs),
    ...each(`patches[${index}].missing`, missing),
    ...objects.flatMap(({ funcs: its = [] }, object) =>
      its.flatMap(({ oldName, newName }, at) => {
        const here = `patches[${index}].objects[${object}].funcs[${at}]`;
        return [...one(`${here}.oldName`, oldName), ...one(`${here}.newName`, newName)];
      }),
    ),
  ]),
  ...targets.flatMap(({ functions, kprobe }, index) => [
    ...each(`targets[${index}].functions`, functions),
    ...one(`targets[${index}].kprobe.func`, kprobe?.func),
  ]),
  ...symbols.flatMap(({ name }, index) => one(`symbols[${index}].name`, name, notFunction)),
];

/** A command that is given the name of a file, or of nothing that could be: nobody means it to fail like that. */
export const eventNames = (events: readonly KernelEvent[]): readonly Problem[] =>
  events.flatMap((event, index) => {
    const at = `events[${index}]`;
    return [
      ...('module' in event ? one(`${at}.module`, event.module, notModuleName) : []),
      ...('patch' in event ? one(`${at}.patch`, event.patch, notModuleName) : []),
      ...('func' in event ? one(`${at}.func`, event.func, notFunction) : []),
    ];
  });
