/** Whether a module, and the functions in it, can be called what a file calls them. */
import { notFunction, notFunctionName } from '../../kernel/functionNames';
import type { ModuleImage } from '../../kernel/images';
import { notModuleName } from '../../kernel/moduleName';
import { ShapeError } from '../../shapes/shape';

const checked = (at: string, says: string | null): void => {
  if (says !== null) throw new ShapeError(at, says);
};

/** @throws ShapeError with the first name that C could not have. */
export function checkNames(image: ModuleImage, at: string): void {
  checked(`${at}.name`, notModuleName(image.name));
  if (image.kind === 'target')
    for (const [index, { name }] of image.functions.entries())
      checked(`${at}.functions[${index}].name`, notFunction(name));
  else
    for (const [object, { funcs }] of image.objects.entries())
      for (const [index, { oldName, newName }] of funcs.entries()) {
        checked(`${at}.objects[${object}].funcs[${index}].old`, notFunctionName(oldName));
        checked(`${at}.objects[${object}].funcs[${index}].new`, notFunctionName(newName));
      }
}
