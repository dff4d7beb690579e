import type { RuleName } from './rules';

const ABSENT: ReadonlySet<string> = new Set([
  'moduleFileMissing',
  'moduleNotLoaded',
  'directoryMissing',
  'parameterMissing',
  'noTransition',
  'nothingToFree',
  'taskCannot',
  'tidTaken',
  'cpuMissing',
  'cpuWithoutFile',
] satisfies readonly RuleName[]);

/** What is acted on is not there. Any other refusal is an answer that somebody may want to show. */
export const saysNotThere = (rule: string): boolean => ABSENT.has(rule);
