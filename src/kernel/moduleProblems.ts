/** What cannot be in the description of a module: too much of something, a name that leads nowhere, a value of no type. */
import { mayFail } from './callbacks';
import { type Callback, type Effect, holdsSeveral, type ParamImage } from './images';
import { LIMITS } from './limits';
import { paramError } from './loading';
import { lineProblems, most, namedTwice, type Problem, problem, reserved } from './problem';
import type { ObjectSpec, TargetSpec, WidePatchSpec } from './world';

const IDENTIFIER = /^[A-Za-z_]\w*$/;

function paramProblems(at: string, params: readonly ParamImage[] = []): readonly Problem[] {
  return [
    ...most(at, params.length, LIMITS.list, 'parameters'),
    ...namedTwice(at, 'parameters', params),
    ...params.flatMap(({ name, type, default: value, mode }, index) => {
      const here = `${at}[${index}]`;
      return [
        ...reserved(`${here}.name`, name),
        ...(IDENTIFIER.test(name) ? [] : [problem(`${here}.name`, `'${name}' is not a name in C`)]),
        ...((holdsSeveral(type) && value === '') || paramError(type, value) === null
          ? []
          : [problem(`${here}.default`, `'${value}' is not of type ${type}`)]),
        ...(/^0[0-7]{0,3}$/.test(mode) ? [] : [problem(`${here}.mode`, `'${mode}' is not a file mode, such as 0644`)]),
      ];
    }),
  ];
}

const noParam = (
  at: string,
  wanted: string | undefined,
  { params = [] }: { readonly params?: readonly ParamImage[] },
): readonly Problem[] =>
  wanted === undefined || params.some(({ name }) => name === wanted)
    ? []
    : [problem(at, `the module has no parameter ${wanted}`)];

const effectProblems = (at: string, { path, reads = '', log }: Effect): readonly Problem[] => [
  ...lineProblems(`${at}.log`, log),
  ...most(`${at}.reads`, reads.length, LIMITS.value, 'characters'),
  ...(path === undefined || /^\/(proc|sys)\/\S+$/.test(path)
    ? []
    : [problem(`${at}.path`, `'${path}' is not a file in /proc or /sys`)]),
];

function callbackProblems(at: string, name: string, callback: Callback, patch: WidePatchSpec): readonly Problem[] {
  const { log, always, ifPrevState, ifNoPrevState, returns, returnsParam } = callback;
  const decides = returns !== undefined || returnsParam !== undefined;
  return [
    ...lineProblems(`${at}.log`, [...log, ...(always ?? []), ...(ifPrevState ?? []), ...(ifNoPrevState ?? [])]),
    ...(decides && !mayFail(name) ? [problem(`${at}.returns`, `${name} returns nothing`)] : []),
    ...(returns !== undefined && returnsParam !== undefined
      ? [problem(`${at}.returns`, 'it returns either a fixed number or a parameter, not both')]
      : []),
    ...noParam(`${at}.returnsParam`, returnsParam, patch),
  ];
}

function objectProblems({ name, funcs = [], callbacks = {} }: ObjectSpec, at: string, patch: WidePatchSpec) {
  return [
    ...reserved(`${at}.name`, name),
    ...(name === '' ? [problem(`${at}.name`, 'an object needs a name; the kernel itself is called vmlinux')] : []),
    ...most(`${at}.funcs`, funcs.length, LIMITS.list, 'functions'),
    ...funcs.flatMap(({ oldName, newName = '', effect = {} }, index) => [
      ...[oldName, newName].flatMap((each) => reserved(`${at}.funcs[${index}]`, each)),
      ...(oldName === '' ? [problem(`${at}.funcs[${index}].oldName`, 'a function without a name ends the list')] : []),
      ...effectProblems(`${at}.funcs[${index}].effect`, effect),
    ]),
    ...Object.entries(callbacks).flatMap(([each, callback]) =>
      callbackProblems(`${at}.callbacks.${each}`, each, callback, patch),
    ),
  ];
}

function patchProblems(patch: WidePatchSpec, at: string): readonly Problem[] {
  const { name, funcs, states = [], objects = [], params, replaceParam, initLog, exitLog } = patch;
  return [
    ...reserved(`${at}.name`, name),
    ...most(`${at}.funcs`, funcs.length, LIMITS.list, 'functions'),
    ...funcs.flatMap((func) => reserved(`${at}.funcs`, func)),
    ...most(`${at}.states`, states.length, LIMITS.list, 'states'),
    ...most(`${at}.objects`, objects.length, LIMITS.list, 'objects'),
    ...objects.flatMap((object, index) => objectProblems(object, `${at}.objects[${index}]`, patch)),
    ...paramProblems(`${at}.params`, params),
    ...noParam(`${at}.replaceParam`, replaceParam, patch),
    ...lineProblems(`${at}.initLog.before`, initLog?.before),
    ...lineProblems(`${at}.initLog.after`, initLog?.after),
    ...lineProblems(`${at}.exitLog`, exitLog),
  ];
}

export const moduleProblems = (patches: readonly WidePatchSpec[]): readonly Problem[] => [
  ...most('patches', patches.length, LIMITS.patches, 'livepatches'),
  ...namedTwice('patches', 'livepatches', patches),
  ...patches.flatMap((patch, index) => patchProblems(patch, `patches[${index}]`)),
];

function targetProblem(target: TargetSpec, at: string): readonly Problem[] {
  const { name, functions, params, initLog, exitLog, initReturnsParam, effects = [], worker, kprobe } = target;
  return [
    ...reserved(`${at}.name`, name),
    ...most(`${at}.functions`, functions.length, LIMITS.list, 'functions'),
    ...functions.flatMap((func) => reserved(`${at}.functions`, func)),
    ...paramProblems(`${at}.params`, params),
    ...noParam(`${at}.initReturnsParam`, initReturnsParam, target),
    ...noParam(`${at}.worker.whileParam`, worker?.whileParam, target),
    ...noParam(`${at}.kprobe.postHandlerParam`, kprobe?.postHandlerParam, target),
    ...lineProblems(`${at}.initLog`, initLog),
    ...lineProblems(`${at}.exitLog`, exitLog),
    ...namedTwice(`${at}.effects`, 'effects', effects),
    ...effects.flatMap((effect, index) => [
      ...effectProblems(`${at}.effects[${index}]`, effect),
      ...(functions.includes(effect.name)
        ? []
        : [problem(`${at}.effects[${index}].name`, `${name} has no function ${effect.name}`)]),
    ]),
  ];
}

export const targetProblems = (targets: readonly TargetSpec[]): readonly Problem[] => [
  ...most('targets', targets.length, LIMITS.patches, 'modules'),
  ...targets.flatMap((target, index) => targetProblem(target, `targets[${index}]`)),
  ...namedTwice('targets', 'modules', targets),
];
