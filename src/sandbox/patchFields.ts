/** The form of a livepatch. */

import type { LoaderComplaint } from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import type { WidePatchSpec } from '../kernel/world';
import { type FormField, flagField, put, someOf, taken } from './field';
import { functionsText, twiceIn, withFunctions } from './patchObjects';
import {
  BLOCK,
  functions,
  isFunction,
  isObject,
  lines,
  linesText,
  livepatchName,
  paramsText,
  readFixedReturn,
  readParams,
  readStates,
  returnedText,
  statesText,
  whole,
} from './text';

const number = (
  name: 'version' | 'replaceSet',
  label: string,
  hint: string,
  more: { readonly rare?: true } = {},
): FormField<WidePatchSpec> => ({
  kind: 'line',
  isNumber: true,
  name,
  label,
  hint,
  width: 'short',
  ...more,
  show: (spec) => `${spec[name] ?? 0}`,
  read: (text, spec) => {
    const value = whole(text, 0, LIMITS.version);
    return value === null
      ? { problem: `A whole number; ${hint}` }
      : { spec: put(spec, { [name]: value === 0 ? undefined : value }) };
  },
});

const before = ({ initLog }: WidePatchSpec): readonly string[] => initLog?.before ?? [];
const after = ({ initLog }: WidePatchSpec): readonly string[] => initLog?.after ?? [];

const withInitLog = (spec: WidePatchSpec, first: readonly string[], then: readonly string[]): WidePatchSpec =>
  put(spec, {
    initLog:
      first.length + then.length === 0
        ? undefined
        : { ...(first.length > 0 && { before: first }), ...(then.length > 0 && { after: then }) },
  });

interface Complaint {
  readonly label: string;
  /** Which kernel or symbol, until another is written. */
  readonly usual?: string;
}

const COMPLAINTS: Readonly<Record<LoaderComplaint['about'], Complaint>> = {
  signature: { label: 'its signature is missing' },
  vermagic: { label: 'it was built for another kernel', usual: '6.12.0 SMP preempt mod_unload modversions' },
  symbolVersion: { label: 'a symbol has another version (modversions)', usual: '_printk' },
  unknownSymbol: { label: 'a symbol is unknown', usual: 'not_exported' },
  notMarked: { label: 'it is not marked as a livepatch' },
};

const NONE = 'none';

const complaintOf = (about: string, what: string): LoaderComplaint | undefined => {
  if (about === 'vermagic') return { about, builtFor: what };
  if (about === 'symbolVersion' || about === 'unknownSymbol') return { about, symbol: what };
  return about === 'signature' || about === 'notMarked' ? { about } : undefined;
};

const complainsOf = ({ complaint }: WidePatchSpec): string => {
  if (complaint === undefined) return '';
  return 'builtFor' in complaint ? complaint.builtFor : 'symbol' in complaint ? complaint.symbol : '';
};

const usualOf = (complaint: LoaderComplaint | undefined): string | undefined =>
  complaint === undefined ? undefined : COMPLAINTS[complaint.about].usual;

/** What was written stays, as far as it is about the same. */
const complaining = (spec: WidePatchSpec, about: string): LoaderComplaint | undefined => {
  const written = complainsOf(spec);
  const meant = complaintOf(about, written);
  const isKept = written !== '' && written !== usualOf(spec.complaint);
  return isKept ? meant : complaintOf(about, usualOf(meant) ?? '');
};

/** @param replaceFlag what the policy in force makes of `replace`. */
export const patchFields = (replaceFlag: string): readonly FormField<WidePatchSpec>[] => [
  {
    kind: 'line',
    name: 'name',
    label: 'Name',
    width: 'half',
    show: ({ name }) => name,
    read: (text, spec) => taken(livepatchName(text), (name) => ({ ...spec, name })),
  },
  number('version', 'Version', '0 opts out of versioning.'),
  {
    kind: 'lines',
    name: 'funcs',
    label: 'Functions it replaces',
    at: ['funcs', 'objects'],
    hint: 'func of vmlinux, module:func, func,2 for the second of that name; module: alone for callbacks without functions.',
    show: functionsText,
    locked: (spec) => {
      const twice = twiceIn(spec);
      return twice === null
        ? null
        : `${twice} stands there twice, which a list of functions cannot say. Change it as C.`;
    },
    read: (text, spec) =>
      taken(
        functions(text, (word) => isFunction(word) || isObject(word)),
        (all) => withFunctions(spec, all),
      ),
  },
  flagField<WidePatchSpec, 'sticky'>('sticky', 'sticky', { width: 'half' }),
  flagField<WidePatchSpec, 'replace'>('replace', `replace (${replaceFlag})`, { width: 'half' }),
  {
    kind: 'line',
    name: 'states',
    label: 'States it changes',
    rare: true,
    width: 'half',
    hint: `id-version, commas between: 1-2, 3-1 ${BLOCK}`,
    show: ({ states }) => statesText(states),
    read: (text, spec) => taken(readStates(text), (states) => put(spec, { states: someOf(states) })),
  },
  number('replaceSet', 'Replace set', '0 is the set of all that name none.', { rare: true }),
  {
    kind: 'lines',
    name: 'params',
    label: 'Parameters',
    rare: true,
    width: 'half',
    hint: 'One to a line: name, type, mode = value, as pre_patch_ret int 0644 = 0',
    show: ({ params }) => paramsText(params),
    read: (text, spec) => taken(readParams(text), (params) => put(spec, { params: someOf(params) })),
  },
  {
    kind: 'line',
    name: 'replaceParam',
    label: 'Parameter that sets replace',
    rare: true,
    width: 'half',
    show: ({ replaceParam = '' }) => replaceParam,
    read: (text, spec) => ({ spec: put(spec, { replaceParam: text.trim() === '' ? undefined : text.trim() }) }),
  },
  {
    kind: 'lines',
    name: 'before',
    label: 'Its init function prints first',
    rare: true,
    width: 'half',
    at: ['initLog.before'],
    show: (spec) => linesText(before(spec)),
    read: (text, spec) => ({ spec: withInitLog(spec, lines(text), after(spec)) }),
  },
  {
    kind: 'lines',
    name: 'after',
    label: '… and once it is enabled',
    rare: true,
    width: 'half',
    at: ['initLog.after'],
    show: (spec) => linesText(after(spec)),
    read: (text, spec) => ({ spec: withInitLog(spec, before(spec), lines(text)) }),
  },
  {
    kind: 'lines',
    name: 'exitLog',
    label: 'Its exit function prints',
    rare: true,
    width: 'half',
    show: ({ exitLog }) => linesText(exitLog),
    read: (text, spec) => ({ spec: put(spec, { exitLog: someOf(lines(text)) }) }),
  },
  flagField<WidePatchSpec, 'permanent'>('permanent', 'It has no exit function: rmmod is refused', { rare: true }),
  {
    kind: 'line',
    name: 'initReturns',
    label: 'Its init function fails first, and returns',
    rare: true,
    width: 'half',
    hint: 'An error as -ENODEV, or a number. Empty: it enables the livepatch.',
    show: ({ initReturns }) => returnedText(initReturns === undefined ? {} : { returns: initReturns }),
    read: (text, spec) => taken(readFixedReturn(text), (initReturns) => put(spec, { initReturns })),
  },
  {
    kind: 'lines',
    name: 'missing',
    label: 'Functions that this kernel does not have',
    rare: true,
    width: 'half',
    show: ({ missing = [] }) => missing.join('\n'),
    read: (text, spec) => taken(functions(text), (all) => put(spec, { missing: someOf(all) })),
  },
  {
    kind: 'choice',
    name: 'complaint',
    label: 'The loader refuses it, because',
    rare: true,
    width: 'half',
    groups: [
      {
        label: null,
        choices: [
          { value: NONE, label: 'it does not' },
          ...Object.entries(COMPLAINTS).map(([value, { label }]) => ({ value, label })),
        ],
      },
    ],
    show: ({ complaint }) => complaint?.about ?? NONE,
    read: (value, spec) => ({ spec: put(spec, { complaint: complaining(spec, value) }) }),
  },
  {
    kind: 'line',
    name: 'complains',
    label: 'Which kernel or symbol',
    at: ['complaint.builtFor', 'complaint.symbol'],
    rare: true,
    width: 'half',
    when: ({ complaint }) => usualOf(complaint) !== undefined,
    show: complainsOf,
    read: (text, spec) =>
      text.trim() === ''
        ? { problem: `The loader names it: ${usualOf(spec.complaint)}, for example.` }
        : { spec: put(spec, { complaint: complaintOf(spec.complaint?.about ?? NONE, text.trim()) }) },
  },
  {
    kind: 'line',
    name: 'note',
    label: 'A sentence for its card',
    rare: true,
    show: ({ note = '' }) => note,
    read: (text, spec) =>
      text.length > LIMITS.note
        ? { problem: `At most ${LIMITS.note} characters.` }
        : { spec: put(spec, { note: text === '' ? undefined : text }) },
  },
];
