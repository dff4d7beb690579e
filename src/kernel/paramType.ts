/** What the parameters of modules hold. Apart from the rules: only who reads a source or a file of modules asks. */
import type { ParamImage } from './images';
import type { NumberType } from './kstrto';

const isNumberType = (type: string): type is NumberType => /^(u?(int|long|short)|byte)$/.test(type);

/** What a pointer that nobody has set reads as: `param_get_charp()` prints it with `%s`. */
export const UNSET_TEXT = '(null)';

/** `include/linux/moduleparam.h`: the second argument of the macro that declares one. */
export function paramType(written: string): ParamImage['type'] {
  if (written === 'bool' || written === 'invbool' || written === 'bint') return written;
  const [, element] = /^(int|bool)(?: array|\[\])/.exec(written) ?? [];
  if (element === 'int' || element === 'bool') return `${element}[]`;
  if (isNumberType(written)) return written;
  return written === 'ullong' ? 'ulong' : written === 'hexint' ? 'uint' : 'text';
}
