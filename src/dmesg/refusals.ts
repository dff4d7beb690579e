/** What the kernel prints when a rule says no. Most refusals are silent: only the system call returns an error. */
import type { KernelEvent } from '../kernel/events';
import type { RuleName } from '../kernel/rules';
import type { Refusal } from '../kernel/verdict';
import type { Line } from './dmesg';

type Say = (subject: string, verdict: Refusal) => readonly Line[];

const err = (text: string, source: string): readonly Line[] => [{ level: 'err', text: `livepatch: ${text}`, source }];

/** `klp_is_patch_compatible()` said no, whatever a policy has it compare. */
const incompatible: Say = (subject) =>
  err(`Livepatch patch (${subject}) is not compatible with the already installed livepatches.`, 'klp_enable_patch()');

/** By the name of the rule. The two lines of the RFC's rules are worded here: the RFC's text names none. */
const says: Readonly<Partial<Record<RuleName, Say>>> = {
  versionNotNewer: (subject, { compared }) =>
    err(
      `patch '${subject}' version ${compared[0]?.leftValue} is not newer than the latest version ${compared[0]?.rightValue}`,
      'klp_enable_patch()',
    ),
  stickyMayNotBeDisabled: (subject) => err(`patch '${subject}' is sticky and cannot be disabled`, 'enabled_store()'),
  // One line for each wrong value, in the order of the command line.
  parameterInvalid: (subject, { compared }) =>
    compared.map(({ left, leftValue }) => ({
      level: 'err',
      text: `${subject}: \`${leftValue}' invalid for parameter \`${left}'`,
      source: 'parse_args()',
    })),
  statesNotCompatible: incompatible,
  blockedStateNotListed: incompatible,
  setStatesNotCompatible: incompatible,
  stateOfAnotherSet: incompatible,
  functionOfAnotherSet: incompatible,
  disableNotSupported: (subject) => err(`The livepatch '${subject}' does not support disable`, 'enabled_store()'),
};

const saysByName: ReadonlyMap<string, Say> = new Map(Object.entries(says));

const subjectOf = (event: KernelEvent | null): string => {
  if (event === null) return '';
  if ('module' in event) return event.module;
  return 'patch' in event ? event.patch : '';
};

export const refusalLines = (verdict: Refusal, event: KernelEvent | null): readonly Line[] => {
  const say = saysByName.get(verdict.rule);
  return say?.(subjectOf(event), verdict) ?? [];
};
