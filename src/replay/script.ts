/** What a test script does between the kernel and its log: waits, looks at files, writes down errors. */
import { insmodError, openError, shellError } from '../dmesg/shellError';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Policy } from '../kernel/policies';
import type { Refusal } from '../kernel/verdict';
import { type FileError, type FileResult, list, mode, read } from '../sysfs/sysfs';
import type { Action, Demand } from './vectorStep';

export type Look = Extract<Action, { readonly op: 'read' | 'mode' | 'count' }>;

const count = (kernel: Kernel, policy: Policy, path: string): FileResult<string> => {
  const names = list(kernel, policy, path);
  if (!names.ok) return names;
  const dirs = names.value.filter((name) => {
    const found = mode(kernel, policy, `${path}/${name}`);
    return found.ok && found.value.startsWith('d');
  });
  return { ok: true, value: String(dirs.length) };
};

/** What a look at a path finds. */
const lookAt = (kernel: Kernel, policy: Policy, { op, path }: Look): FileResult<string> => {
  const ways = { read, mode, count };
  return ways[op](kernel, policy, path);
};

const found = (result: FileResult<string>): string => (result.ok ? `'${result.value}'` : result.error.says);

const meets = (result: FileResult<string>, { equals, notEquals, contains, notContains, error }: Demand): boolean => {
  if (error !== null) return !result.ok && result.error.code === error;
  return (
    result.ok &&
    (equals === null || result.value === equals) &&
    (notEquals === null || result.value !== notEquals) &&
    (contains === null || result.value.includes(contains)) &&
    (notContains === null || !result.value.includes(notContains))
  );
};

/** What a look must find, in words; `quote` is how a value is written. */
export function demanded(
  { equals, notEquals, contains, notContains }: Demand,
  quote: (value: string) => string,
): string {
  if (contains !== null) return `must contain ${quote(contains)}`;
  if (notContains !== null) return `must not contain ${quote(notContains)}`;
  return equals === null ? `must not be ${quote(notEquals ?? '')}` : `must be ${quote(equals)}`;
}

const wanted = (demand: Demand): string =>
  demand.error === null ? demanded(demand, (value) => `'${value}'`) : `must fail with ${demand.error}`;

/** The sentence that says what is wrong; `null` when the demand is met. */
export const unmet = (kernel: Kernel, policy: Policy, look: Look): string | null => {
  const result = lookAt(kernel, policy, look);
  if (meets(result, look.demand)) return null;
  const what = { read: '', mode: 'mode of ', count: 'number of directories in ' }[look.op];
  return `${what}${look.path} ${wanted(look.demand)}, found ${found(result)}`;
};

/** What a waiting script sees: whether the path is there, how many directories it holds, or what it reads. */
export const seen = (kernel: Kernel, policy: Policy, path: string, until: string): string => {
  const found = mode(kernel, policy, path);
  if (until === 'exists' || until === 'gone' || !found.ok) return found.ok ? 'exists' : 'gone';
  const result = found.value.startsWith('d') ? count(kernel, policy, path) : read(kernel, policy, path);
  return result.ok ? result.value : result.error.code;
};

/** Lines of a file that contain the pattern. */
export const grep = (kernel: Kernel, policy: Policy, path: string, pattern: string): readonly string[] => {
  const result = read(kernel, policy, path);
  return result.ok ? result.value.split('\n').filter((line) => line.includes(pattern)) : [];
};

/** The module's file as the script's own `% insmod` line names it. */
const fileOf = (log: readonly string[], module: string): string => {
  const command = log.map((line) => /^% insmod (\S+)/.exec(line)?.[1]).find((file) => file !== undefined);
  return command ?? `${module}.ko`;
};

/** What the command that this event is prints when it fails; `null` when it prints nothing. */
export const printedError = (event: KernelEvent, refusal: Refusal | null, log: readonly string[]): string | null => {
  if (event.type === 'insmod' && refusal !== null && refusal.errno !== null) {
    return insmodError(fileOf(log, event.module), refusal.rule, refusal.errno);
  }
  return shellError(event, refusal);
};

/** A value that a file does not take is an error of the write; the others are errors of opening it. */
export const openFailed = ({ code, path, says }: FileError): string =>
  code === 'EINVAL' ? `bash: echo: write error: ${says}` : openError(path, says);
