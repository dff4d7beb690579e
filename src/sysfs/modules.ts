/**
 * `/sys/module`: the loaded modules, their reference counts and parameters.
 *
 * Simplified: of `/sys` and `/proc` only the files that show livepatching, or that its tools read.
 * Reason: the rest of the two trees is the same whatever the livepatch core does.
 * Matters to: no single step.
 */

import { elementOf, holdsSeveral, isFlag, type ParamImage } from '../kernel/images';
import { kstrtobool, kstrtonumber } from '../kernel/kstrto';
import type { Kernel, Module } from '../kernel/model';
import { hasFile, imageOf, numberHeld, paramOf } from '../kernel/queries';
import { type Dir, dir, type File, fileMode, type Node, readOnly } from './node';
import { taintLetters } from './tools';

/** `param_get_bool()`, `param_get_invbool()`, `param_get_int()` and its kin, `param_array_get()`. */
const shown = (type: ParamImage['type'], value: string): string => {
  if (value === '') return type === 'bool' ? 'N' : '';
  if (holdsSeveral(type)) {
    return value
      .split(',')
      .map((each) => shown(elementOf(type), each))
      .join(',');
  }
  if (type === 'bint') return String(numberHeld(type, value));
  if (isFlag(type)) return kstrtobool(value) ? 'Y' : 'N';
  return type === 'text' ? value : String(kstrtonumber(value, type));
};

const paramFile = (kernel: Kernel, module: Module, { name, type, mode }: ParamImage): File => ({
  kind: 'file',
  mode: fileMode(mode),
  read: () => shown(type, paramOf(kernel, module.name, name) ?? ''),
  write: (value) => ({ type: 'echo.param', module: module.name, param: name, value }),
});

const moduleDir = (kernel: Kernel, module: Module): Dir =>
  dir(() => {
    const params = (imageOf(kernel, module.name)?.params ?? []).filter(hasFile);
    const parameters = (): [string, Node][] => params.map((param) => [param.name, paramFile(kernel, module, param)]);
    return [
      ['initstate', readOnly(() => module.state.toLowerCase())],
      ['refcnt', readOnly(() => String(module.refcnt))],
      ['taint', readOnly(() => taintLetters(kernel, module))],
      ...(params.length > 0 ? [['parameters', dir(parameters)] as const] : []),
    ];
  });

export const modulesDir = (kernel: Kernel): Dir =>
  dir(() => kernel.modules.map((module) => [module.name, moduleDir(kernel, module)] as const));
