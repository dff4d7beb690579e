/** What loading a module prints beside the livepatch core: parameters, and a name that sysfs has already. */
import type { FactOf } from '../chart/facts';
import type { Line } from './dmesg';

export const parameterLine = ({ module, name, value, problem }: FactOf<'parameter'>): Line =>
  problem === 'unknown'
    ? { level: 'warn', text: `${module}: unknown parameter '${name}' ignored`, source: 'unknown_module_param_cb()' }
    : { level: 'err', text: `${module}: \`${value}' invalid for parameter \`${name}'`, source: 'parse_args()' };

/**
 * Simplified: of the stack that the warning about a duplicate name prints, only the part about sysfs is shown, with the offsets
 * of Linux 7.2.13 (Debian, amd64).
 * Reason: registers, the loader's frames and the hardware's name say nothing about livepatching.
 * Matters to: nameTwice.
 */
const trace: readonly string[] = ['Call Trace:', ' kobject_add_internal+0xd2/0x290', ' kobject_add+0x9c/0xd0'];

export function nameTwiceLines({ patch, object, func }: FactOf<'nameTwice'>): readonly Line[] {
  const path = ['', 'kernel', 'livepatch', patch, object, ...(func === null ? [] : [func])].join('/');
  const warn = (text: string): Line => ({ level: 'warn', text, source: 'sysfs_warn_dup()' });
  return [
    warn(`sysfs: cannot create duplicate filename '${path}'`),
    ...trace.map(warn),
    {
      level: 'err',
      text: `kobject: kobject_add_internal failed for ${func ?? object} with -EEXIST, don't try to register things with the same name in the same directory.`,
      source: 'kobject_add_internal()',
    },
  ];
}
