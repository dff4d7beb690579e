import type { RuleName } from './rules';

const MISTYPED: ReadonlySet<string> = new Set([
  'moduleFileMissing',
  'parameterInvalid',
  'parameterMissing',
  'parameterValueInvalid',
  'ftraceValueInvalid',
  'cpuMissing',
  'tidTaken',
] satisfies readonly RuleName[]);

/** It is about a mistyped word, and not about the machine. */
export const saysMistyped = (rule: string): boolean => MISTYPED.has(rule);
