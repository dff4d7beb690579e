/** What the programs of a shell print when the kernel says no. */
import type { Errno } from '../kernel/errno';
import type { KernelEvent } from '../kernel/events';
import { strerror } from '../kernel/strerror';

/** kmod words some errors of loading its own way. */
const insmodWords: Partial<Record<Errno, string>> = {
  ENOENT: 'Unknown symbol in module',
  ESRCH: 'Module has wrong symbol version',
  ENOEXEC: 'Invalid module format',
  EINVAL: 'Invalid parameters',
};

/** As far as the shell looks at a refusal. */
export interface Failed {
  readonly rule: string;
  readonly errno: Errno | null;
}

/** A file that is not there is no error of the kernel: kmod opens it itself, and has words of its own for that. */
export const insmodError = (file: string, rule: string, errno: Errno): string =>
  rule === 'moduleFileMissing'
    ? `insmod: ERROR: could not load module ${file}: ${strerror(errno)}`
    : `insmod: ERROR: could not insert module ${file}: ${insmodWords[errno] ?? strerror(errno)}`;

/** A file that is not there, or that may not be opened this way. */
export const openError = (path: string, says: string): string => `bash: ${path}: ${says}`;

const writeError = (path: string, errno: Errno): string =>
  errno === 'ENOENT' || errno === 'EACCES'
    ? openError(path, strerror(errno))
    : `bash: echo: write error: ${strerror(errno)}`;

const rmmodError = (module: string, errno: Errno): string => {
  if (errno === 'ENOENT') return `rmmod: ERROR: Module ${module} is not currently loaded`;
  if (errno === 'EAGAIN') return `rmmod: ERROR: Module ${module} is in use`;
  return `rmmod: ERROR: could not remove module ${module}: ${strerror(errno)}`;
};

/**
 * The line that the shell or its command prints; `null` when the event is not a command, or nothing refused it (`errno`
 * null).
 */
export const shellError = (event: KernelEvent, refusal: Failed | null): string | null => {
  if (refusal === null || refusal.errno === null) return null;
  const { rule, errno } = refusal;
  switch (event.type) {
    case 'insmod':
      return insmodError(`${event.module}.ko`, rule, errno);
    case 'rmmod':
      return rmmodError(event.module, errno);
    case 'echo.enabled':
      return writeError(`/sys/kernel/livepatch/${event.patch}/enabled`, errno);
    case 'echo.force':
      return writeError(`/sys/kernel/livepatch/${event.patch}/force`, errno);
    case 'echo.param':
      return writeError(`/sys/module/${event.module}/parameters/${event.param}`, errno);
    case 'sysctl.ftrace':
      return `sysctl: setting key "kernel.ftrace_enabled": ${strerror(errno)}`;
    case 'cpu.offline':
    case 'cpu.online':
      return writeError(`/sys/devices/system/cpu/cpu${event.cpu}/online`, errno);
    default:
      return null;
  }
};
