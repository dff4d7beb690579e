/** What the kernel prints when a rule says no. Most refusals are silent: only the system call returns an error. */
import { errnoNumber } from '../kernel/errno';
import type { KernelEvent } from '../kernel/events';
import type { RuleName } from '../kernel/rules';
import type { Refusal } from '../kernel/verdict';
import type { Level, Line } from './dmesg';

type Say = (subject: string, verdict: Refusal) => readonly Line[];

const err = (text: string, source: string): readonly Line[] => [{ level: 'err', text: `livepatch: ${text}`, source }];

const loaderLine = (level: Level, subject: string, text: string, source: string): readonly Line[] => [
  { level, text: `${subject}: ${text}`, source },
];

const otherVersion = (subject: string, symbol: string): readonly Line[] =>
  loaderLine('warn', subject, `disagrees about version of symbol ${symbol}`, 'check_version()');

/** `klp_is_patch_compatible()` said no, whatever a policy has it compare. */
const incompatible: Say = (subject) =>
  err(`Livepatch patch (${subject}) is not compatible with the already installed livepatches.`, 'klp_enable_patch()');

/** What the tooltip of a line says that no kernel prints: the RFC's text names none, so the words are ours (reading 1). */
const OURS = 'worded by this tool for a rule of the RFC; no kernel prints it (reading 1)';
const POSTED = 'enabled_store() as posted in January 2025; no kernel prints it';

/** By the name of the rule. */
const says: Readonly<Partial<Record<RuleName, Say>>> = {
  versionNotNewer: (subject, { compared }) =>
    err(
      `patch '${subject}' version ${compared[0]?.leftValue} is not newer than the latest version ${compared[0]?.rightValue}`,
      OURS,
    ),
  stickyMayNotBeDisabled: (subject) => err(`patch '${subject}' is sticky and cannot be disabled`, OURS),
  signatureRejected: () => [
    { level: 'notice', text: 'Loading of unsigned module is rejected', source: 'module_sig_check()' },
  ],
  vermagicWrong: (subject, { compared: [magic] }) =>
    magic === undefined
      ? otherVersion(subject, 'module_layout')
      : loaderLine(
          'err',
          subject,
          `version magic '${magic.leftValue}' should be '${magic.rightValue}'`,
          'check_modinfo()',
        ),
  livepatchSupportOff: (subject) =>
    loaderLine(
      'err',
      subject,
      'module is marked as livepatch module, but livepatch support is disabled',
      'check_modinfo_livepatch()',
    ),
  symbolUnresolved: (subject, { compared, errno }) => {
    const symbol = compared[0]?.leftValue ?? '';
    const unknown = `Unknown symbol ${symbol} (err -${errnoNumber(errno ?? 'ENOENT')})`;
    return [
      ...(errno === 'EINVAL' ? otherVersion(subject, symbol) : []),
      ...loaderLine('warn', subject, unknown, 'simplify_symbols()'),
    ];
  },
  notMarkedLivepatch: (subject) => err(`module ${subject} is not marked as a livepatch module`, 'klp_enable_patch()'),
  statesNotCompatible: incompatible,
  blockedStateNotListed: incompatible,
  setStatesNotCompatible: incompatible,
  stateOfAnotherSet: incompatible,
  functionOfAnotherSet: incompatible,
  disableNotSupported: (subject) => err(`The livepatch '${subject}' does not support disable`, POSTED),
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
