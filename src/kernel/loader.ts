/** What the module loader refuses a file for, before its init function could ask the livepatch core. `kernel/module/`. */
import type { On } from './events';
import type { LoaderComplaint } from './images';
import type { Kernel } from './model';
import { imageOf, livepatchImageOf } from './queries';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

type Insmod = On<'insmod'>;

const BUILD_AGAIN = 'Build it against the headers of the running kernel.';

/** The vermagic of the kernel that runs. */
const VERMAGIC = '7.1.0 SMP preempt mod_unload modversions';

const complaintOf = <A extends LoaderComplaint['about']>(
  kernel: Kernel,
  { module }: Insmod,
  about: A,
): Extract<LoaderComplaint, { about: A }> | null => {
  const complaint = imageOf(kernel, module)?.complaint;
  const isWanted = (found: LoaderComplaint): found is Extract<LoaderComplaint, { about: A }> => found.about === about;
  return complaint !== undefined && isWanted(complaint) ? complaint : null;
};

/** `module_sig_check()`: signatures are enforced, and the file has none. */
export function signatureRejected(kernel: Kernel, event: Insmod): Verdict {
  if (complaintOf(kernel, event, 'signature') === null) return permitted('signatureRejected');
  return refused('signatureRejected', {
    errno: 'EKEYREJECTED',
    because: `${event.module} is not signed with a key that this kernel knows, and only signed modules may load.`,
    wayOut:
      'Sign it with a key of the kernel or one enrolled with mokutil, or boot without module.sig_enforce and lockdown.',
    source: { kernel: 'kernel/module/signing.c: module_sig_check()' },
  });
}

/** The symbol that stands for the layout of `struct module` itself. */
const LAYOUT = 'module_layout';

/** `check_modinfo()`: the file was built for another kernel. `check_modstruct_version()` finds the same before it. */
export function vermagicWrong(kernel: Kernel, event: Insmod): Verdict {
  if (complaintOf(kernel, event, 'symbolVersion')?.symbol === LAYOUT) {
    return refused('vermagicWrong', {
      errno: 'ENOEXEC',
      because: `${event.module} was built for a kernel with another struct module.`,
      wayOut: BUILD_AGAIN,
      source: { kernel: 'kernel/module/version.c: check_modstruct_version()' },
    });
  }
  const complaint = complaintOf(kernel, event, 'vermagic');
  if (complaint === null) return permitted('vermagicWrong');
  return refused('vermagicWrong', {
    errno: 'ENOEXEC',
    because: `${event.module} was built for '${complaint.builtFor}', and this kernel is '${VERMAGIC}'.`,
    wayOut: BUILD_AGAIN,
    compared: [compare('version magic of the file', complaint.builtFor, '=', 'of the kernel', VERMAGIC, false)],
    source: { kernel: 'kernel/module/main.c: check_modinfo()' },
  });
}

/** `check_modinfo_livepatch()`, in a kernel that was built without livepatching. */
export function livepatchSupportOff(kernel: Kernel, { module }: Insmod): Verdict {
  const image = livepatchImageOf(kernel, module);
  if (kernel.livepatchOff !== true || image === undefined || image.complaint?.about === 'notMarked') {
    return permitted('livepatchSupportOff');
  }
  return refused('livepatchSupportOff', {
    errno: 'ENOEXEC',
    because: `${module} is marked as a livepatch, and this kernel was built without CONFIG_LIVEPATCH.`,
    wayOut: 'Boot a kernel with CONFIG_LIVEPATCH=y.',
    source: { kernel: 'kernel/module/main.c: check_modinfo_livepatch()' },
  });
}

/** `simplify_symbols()`: the file uses a symbol that nothing exports, or whose version is another. */
export function symbolUnresolved(kernel: Kernel, event: Insmod): Verdict {
  const unknown = complaintOf(kernel, event, 'unknownSymbol');
  const source = { kernel: 'kernel/module/main.c: simplify_symbols(), resolve_symbol_wait()' };
  if (unknown !== null) {
    return refused('symbolUnresolved', {
      errno: 'ENOENT',
      because: `${event.module} uses ${unknown.symbol}, which neither the kernel nor a loaded module exports.`,
      wayOut:
        'Load the module that exports it first; a symbol that is not exported needs a klp-relocation (kpatch, klp-build).',
      compared: [compare('symbol', unknown.symbol, 'is', 'needed', 'exported', false)],
      source,
    });
  }
  if (kernel.livepatchOff === true && complaintOf(kernel, event, 'notMarked') !== null) {
    return refused('symbolUnresolved', {
      errno: 'ENOENT',
      because: `${event.module} calls klp_enable_patch(), and this kernel was built without CONFIG_LIVEPATCH.`,
      wayOut: 'Boot a kernel with CONFIG_LIVEPATCH=y.',
      compared: [compare('symbol', 'klp_enable_patch', 'is', 'needed', 'exported', false)],
      source,
    });
  }
  const other = complaintOf(kernel, event, 'symbolVersion');
  if (other === null) return permitted('symbolUnresolved');
  return refused('symbolUnresolved', {
    errno: 'EINVAL',
    because: `${event.module} was built against another version of ${other.symbol} than the kernel exports.`,
    wayOut: 'Build it against the Module.symvers of the running kernel.',
    compared: [compare('symbol', other.symbol, 'has', 'needed', 'the same version', false)],
    source: { kernel: 'kernel/module/version.c: check_version()' },
  });
}

/** `klp_enable_patch()`: the module lacks MODULE_INFO(livepatch, "Y"). */
export function notMarkedLivepatch(kernel: Kernel, event: Insmod): Verdict {
  if (complaintOf(kernel, event, 'notMarked') === null) return permitted('notMarkedLivepatch');
  return refused('notMarkedLivepatch', {
    errno: 'EINVAL',
    because: `${event.module} is not marked as a livepatch module.`,
    wayOut: 'Put MODULE_INFO(livepatch, "Y"); into its source.',
    source: { kernel: 'kernel/livepatch/core.c: klp_enable_patch()' },
  });
}
