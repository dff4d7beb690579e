/** Writing to the files of `/sys`: `enabled`, `force`, module parameters; and the one sysctl. */

import { withModule } from './changed';
import { disableWords } from './disableWords';
import type { On } from './events';
import { kstrtobool, procInt } from './kstrto';
import { keptOfRefused, paramError, paramWayOut } from './loading';
import type { Kernel } from './model';
import { hasFile, imageOf, listedPatches, moduleOf, patchOf } from './queries';
import { isKept, isPinned } from './removing';
import { isModuleLoaded } from './targetModule';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

type Patched = On<'echo.enabled' | 'echo.force'>;

const fileOf = (event: Patched): string =>
  `/sys/kernel/livepatch/${event.patch}/${event.type === 'echo.force' ? 'force' : 'enabled'}`;

/** A disabled patch comes back only with its module, and a forced one keeps that until reboot. */
function howToEnableAgain(kernel: Kernel, patch: string): string {
  if (isPinned(kernel, patch)) {
    return `Only a reboot: ${patch} was forced away, and its module can neither be removed nor loaded again.`;
  }
  const again = `rmmod ${patch}, then insmod it again.`;
  return patchOf(kernel, patch) === undefined ? again : `Wait a moment until its directory is gone; ${again}`;
}

/** What is left for someone who writes to a file that is not there. */
function withoutDirectory(kernel: Kernel, event: Patched): string {
  if (event.type === 'echo.force') return 'There is nothing to do: it has no transition that could be forced.';
  if (kstrtobool(event.value) === false) return 'There is nothing to do: it is not enabled.';
  return isModuleLoaded(kernel, event.patch) ? howToEnableAgain(kernel, event.patch) : `insmod ${event.patch}`;
}

/** A disabled or replaced patch has no directory; the shell cannot even open the file. */
export function directoryMissing(kernel: Kernel, event: Patched): Verdict {
  if (patchOf(kernel, event.patch) !== undefined) return permitted('directoryMissing');
  return refused('directoryMissing', {
    errno: 'ENOENT',
    because: `There is no ${fileOf(event)}: the patch is not enabled.`,
    wayOut: withoutDirectory(kernel, event),
    source: { kernel: 'kernel/livepatch/core.c: klp_free_patch_finish()' },
  });
}

/** `kstrtobool()` in `enabled_store()` and `force_store()`. */
export function valueNotBoolean(_kernel: Kernel, event: Patched): Verdict {
  if (kstrtobool(event.value) !== null) return permitted('valueNotBoolean');
  return refused('valueNotBoolean', {
    errno: 'EINVAL',
    because: `'${event.value}' is not a boolean.`,
    wayOut: 'Write 0 or 1 (y, n, on and off are understood too).',
    source: { kernel: 'lib/kstrtox.c: kstrtobool()' },
  });
}

/** `enabled_store()`: already in the requested state. */
export function sameValue(kernel: Kernel, event: On<'echo.enabled'>): Verdict {
  const enabled = patchOf(kernel, event.patch)?.enabled ?? false;
  const wanted = kstrtobool(event.value) ?? false;
  const compared = compare(
    'written',
    wanted ? 1 : 0,
    '≠',
    `enabled of ${event.patch}`,
    enabled ? 1 : 0,
    wanted !== enabled,
  );
  if (wanted !== enabled) return permitted('sameValue', compared);
  return refused('sameValue', {
    errno: 'EINVAL',
    because: `${event.patch} is already ${enabled ? 'enabled' : 'disabled'}.`,
    wayOut: 'There is nothing to do: only a write that changes the value does anything.',
    compared: [compared],
    source: { kernel: 'kernel/livepatch/core.c: enabled_store()' },
  });
}

export const isTransitionPatch = (kernel: Kernel, { patch }: Patched): boolean => kernel.transition?.patch === patch;

/** `enabled_store()`: a disabled patch cannot be enabled again. */
export function cannotReenable(kernel: Kernel, event: On<'echo.enabled'>): Verdict {
  if (kstrtobool(event.value) === false) return permitted('cannotReenable');
  return refused('cannotReenable', {
    errno: 'EINVAL',
    because: `${event.patch} has been disabled, and a disabled patch cannot be enabled again.`,
    wayOut: howToEnableAgain(kernel, event.patch),
    source: { kernel: 'kernel/livepatch/core.c: enabled_store()' },
  });
}

/** `force_store()`: writing 0 does nothing and succeeds. */
export const forceValueIsZero = (_kernel: Kernel, { value }: On<'echo.force'>): boolean => kstrtobool(value) === false;

/** `force_store()`: only the patch in transition can be forced. */
export function notInTransition(kernel: Kernel, event: On<'echo.force'>): Verdict {
  const running = kernel.transition?.patch ?? 'NULL';
  const compared = compare('klp_transition_patch', running, '=', 'forced patch', event.patch, running === event.patch);
  if (running === event.patch) return permitted('notInTransition', compared);
  return refused('notInTransition', {
    errno: 'EINVAL',
    because: `${event.patch} is not in transition, so there is nothing to force.`,
    wayOut:
      kernel.transition === null
        ? 'There is nothing to do: no transition is running.'
        : `Force ${running}: its transition is the one that is running.`,
    compared: [compared],
    source: { kernel: 'kernel/livepatch/core.c: force_store()' },
  });
}

/* ------------------------------------------------------------------------------------- module parameters -------- */

type Param = On<'echo.param'>;

const paramImage = (kernel: Kernel, { module, param }: Param) =>
  imageOf(kernel, module)?.params.find(({ name }) => name === param);

export function parameterMissing(kernel: Kernel, event: Param): Verdict {
  const image = paramImage(kernel, event);
  if (moduleOf(kernel, event.module) !== undefined && image !== undefined && hasFile(image)) {
    return permitted('parameterMissing');
  }
  // A shell opens the file with O_CREAT: no directory is ENOENT, and in a directory of sysfs nobody creates files.
  const isThere = isModuleLoaded(kernel, event.module);
  const hasDirectory = isThere && imageOf(kernel, event.module)?.params.some(hasFile) === true;
  return refused('parameterMissing', {
    errno: hasDirectory ? 'EACCES' : 'ENOENT',
    because: `There is no /sys/module/${event.module}/parameters/${event.param}.`,
    wayOut: isThere ? 'The module has no such file.' : `Load ${event.module} first.`,
    source: { kernel: 'kernel/params.c: module_param_sysfs_setup(); fs/namei.c: lookup_open()' },
  });
}

/** The mode of a parameter's file lets somebody write it. */
export const isWritable = (mode = '0'): boolean => (Number.parseInt(mode, 8) & 0o222) !== 0;

/** A file without a write bit cannot be opened for writing, not even by root (`kernfs_fop_open()`). */
export function parameterReadOnly(kernel: Kernel, event: Param): Verdict {
  if (isWritable(paramImage(kernel, event)?.mode)) return permitted('parameterReadOnly');
  return refused('parameterReadOnly', {
    errno: 'EACCES',
    because: `The parameter ${event.param} of ${event.module} cannot be written at run time.`,
    wayOut: `Remove ${event.module}, and load it again with ${event.param}=${event.value}.`,
    source: { kernel: 'fs/kernfs/file.c: kernfs_fop_open()' },
  });
}

export function parameterValueInvalid(kernel: Kernel, event: Param): Verdict {
  const type = paramImage(kernel, event)?.type ?? 'text';
  const errno = paramError(type, event.value);
  if (errno === null) return permitted('parameterValueInvalid');
  return refused('parameterValueInvalid', {
    errno,
    because: `'${event.value}' is not a value for the ${type} parameter ${event.param}.`,
    wayOut: paramWayOut(type),
    source: { kernel: 'kernel/params.c: param_attr_store()' },
  });
}

export const setParameter = (kernel: Kernel, { module, param, value }: Param): Kernel =>
  withModule(kernel, module, (found) => ({ ...found, params: { ...found.params, [param]: value } }));

/** `param_array()`: the values before the wrong one have replaced the old ones. */
export const keepFirstValues = (kernel: Kernel, event: Param): Kernel => {
  const kept = keptOfRefused(paramImage(kernel, event)?.type ?? 'text', event.value);
  return kept === null ? kernel : setParameter(kernel, { ...event, value: kept });
};

/* ------------------------------------------------------------------------------------------------ sysctl -------- */

/** Every function must get back to its original. */
function howToFreeFtrace(kernel: Kernel): string {
  const listed = listedPatches(kernel);
  const kept = listed.filter(isKept).map(({ name }) => name);
  if (kept.length > 0) {
    return `Replace ${kept.join(' and ')} by a cumulative livepatch that can be disabled, and disable that one.`;
  }
  const words = disableWords(
    kernel,
    listed.map(({ name }) => name),
  );
  return `Livepatches need it: ${words}.`;
}

/**
 * A livepatch needs ftrace: its ops are permanent (FTRACE_OPS_FL_PERMANENT). After 7.2 the sysctl refuses 0 in any case (commit
 * b0c857049153, ftrace: deprecate disabling via ftrace_enabled sysctl).
 */
export function ftraceNeeded(kernel: Kernel, { value }: On<'sysctl.ftrace'>): Verdict {
  const asked = procInt(value);
  if (asked === 0 && kernel.ftraceAlwaysOn === true) {
    return refused('ftraceNeeded', {
      errno: 'EOPNOTSUPP',
      because: 'Kernels after 7.2 no longer let ftrace be switched off this way.',
      wayOut: 'Leave it at 1. Up to 7.2, 0 is refused only while a livepatch redirects a function.',
      source: { kernel: 'kernel/trace/ftrace.c: ftrace_enable_sysctl()' },
    });
  }
  if (asked !== 0 || kernel.ops.length === 0) return permitted('ftraceNeeded');
  return refused('ftraceNeeded', {
    errno: 'EBUSY',
    because: 'A livepatch redirects functions, so ftrace cannot be switched off.',
    wayOut: howToFreeFtrace(kernel),
    compared: [compare('functions redirected', kernel.ops.length, '=', 'needed', 0, false)],
    source: { kernel: 'kernel/trace/ftrace.c: ftrace_enable_sysctl()' },
  });
}

/** `proc_dointvec()` reads the first number; spaces around it are fine, a plus sign and a number that is no int are not. */
export function ftraceValueInvalid(_kernel: Kernel, { value }: On<'sysctl.ftrace'>): Verdict {
  if (procInt(value) !== null) return permitted('ftraceValueInvalid');
  return refused('ftraceValueInvalid', {
    errno: 'EINVAL',
    because: `'${value}' is not a number.`,
    wayOut: 'Write 0 or 1.',
    source: { kernel: 'kernel/sysctl.c: proc_dointvec()' },
  });
}

/** `ftrace_enable_sysctl()` refuses 0 once it has been stored, and stores 1 instead: a 2 that was there before is lost. */
export const keepFtraceOn = ({ ftraceWritten: _, ...kernel }: Kernel): Kernel => kernel;

export const setFtrace = ({ ftraceWritten: _, ...kernel }: Kernel, { value }: On<'sysctl.ftrace'>): Kernel => {
  const written = procInt(value) ?? 0;
  const isOther = written !== 0 && written !== 1;
  return { ...kernel, ftraceEnabled: written !== 0, ...(isOther && { ftraceWritten: written }) };
};
