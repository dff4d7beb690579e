/** The forms of the machine itself, of ordinary modules, and of what is particular about a function. */
import { LIMITS } from '../kernel/limits';
import type { SymbolSpec, TargetSpec, WideWorld } from '../kernel/world';
import { cpusOf } from '../kernel/world';
import { type FormField, flagField, put, someOf, taken } from './field';
import { runningFields } from './runningFields';
import {
  cpusText,
  functions,
  isFunction,
  lines,
  linesText,
  moduleName,
  notFunctions,
  paramsText,
  readCpus,
  readParams,
  readReturned,
  returnedText,
  whole,
} from './text';

/** All that is not a list of something. */
export type MachineSpec = Omit<WideWorld, 'tasks' | 'patches' | 'targets' | 'symbols'>;

export const machineFields: readonly FormField<MachineSpec>[] = [
  {
    kind: 'line',
    name: 'cpus',
    isNumber: true,
    label: 'CPUs',
    width: 'short',
    hint: `1 to ${LIMITS.cpus}. Each has an idle task of its own.`,
    show: (spec) => `${cpusOf(spec)}`,
    read: (text, spec) => {
      const cpus = whole(text, 1, LIMITS.cpus);
      return cpus === null ? { problem: `A whole number from 1 to ${LIMITS.cpus}.` } : { spec: { ...spec, cpus } };
    },
  },
  {
    kind: 'line',
    name: 'nohzFull',
    label: 'CPUs without a tick (nohz_full)',
    width: 'half',
    hint: 'As 1-3, 5. A task that runs there alone is not interrupted.',
    show: ({ nohzFull }) => cpusText(nohzFull),
    read: (text, spec) => taken(readCpus(text), (cpus) => put(spec, { nohzFull: someOf(cpus) })),
  },
  flagField<MachineSpec, 'livepatch'>('livepatch', 'The kernel is built with CONFIG_LIVEPATCH', {
    rare: true,
    otherwise: true,
  }),
  flagField<MachineSpec, 'ftraceAlwaysOn'>('ftraceAlwaysOn', 'ftrace cannot be switched off (after Linux 7.2)', {
    rare: true,
  }),
];

const log = (name: 'initLog' | 'exitLog', label: string): FormField<TargetSpec> => ({
  kind: 'lines',
  name,
  label,
  rare: true,
  width: 'half',
  show: (spec) => linesText(spec[name]),
  read: (text, spec) => ({ spec: put(spec, { [name]: someOf(lines(text)) }) }),
});

export const targetFields: readonly FormField<TargetSpec>[] = [
  {
    kind: 'line',
    name: 'name',
    label: 'Name',
    width: 'half',
    show: ({ name }) => name,
    read: (text, spec) => taken(moduleName(text), (name) => ({ ...spec, name })),
  },
  flagField<TargetSpec, 'loaded'>('loaded', 'Loaded when the machine boots', { otherwise: true }),
  {
    kind: 'lines',
    name: 'functions',
    label: 'Functions it has',
    show: ({ functions: all }) => all.join('\n'),
    read: (text, spec) =>
      taken(
        functions(text, (word) => isFunction(word) && !word.includes(':')),
        (all) => ({ ...spec, functions: all }),
      ),
  },
  {
    kind: 'line',
    isNumber: true,
    name: 'usedBy',
    label: 'Used by',
    width: 'short',
    hint: 'References that others hold, as lsmod counts them: mounts, open files. rmmod needs 0.',
    show: ({ usedBy = 0 }) => `${usedBy}`,
    read: (text, spec) => {
      const users = whole(text, 0, LIMITS.version);
      return users === null
        ? { problem: 'A whole number: how many references others hold.' }
        : { spec: put(spec, { usedBy: users === 0 ? undefined : users }) };
    },
  },
  {
    kind: 'line',
    name: 'initReturns',
    label: 'Its init function returns',
    rare: true,
    width: 'half',
    at: ['initReturns', 'initReturnsParam'],
    hint: 'A number, an error as -ENODEV, or a parameter. Empty: 0, success.',
    show: ({ initReturns, initReturnsParam }) =>
      returnedText({
        ...(initReturns !== undefined && { returns: initReturns }),
        ...(initReturnsParam !== undefined && { returnsParam: initReturnsParam }),
      }),
    read: (text, spec) =>
      taken(readReturned(text), ({ returns, returnsParam }) =>
        put(spec, { initReturns: returns, initReturnsParam: returnsParam }),
      ),
  },
  {
    kind: 'lines',
    name: 'params',
    label: 'Parameters',
    rare: true,
    width: 'half',
    hint: 'One to a line: name, type, mode = value, as ret int 0644 = 0',
    show: ({ params }) => paramsText(params),
    read: (text, spec) => taken(readParams(text), (params) => put(spec, { params: someOf(params) })),
  },
  ...runningFields,
  log('initLog', 'Its init function prints'),
  log('exitLog', 'Its exit function prints'),
  flagField<TargetSpec, 'permanent'>('permanent', 'It has no exit function: rmmod is refused', { rare: true }),
];

export const symbolFields: readonly FormField<SymbolSpec>[] = [
  {
    kind: 'line',
    name: 'name',
    label: 'Function',
    width: 'half',
    hint: 'func of vmlinux, or module:func',
    show: ({ name }) => name,
    read: (text, spec) => {
      const name = text.trim();
      if (isFunction(name) && !name.includes(',')) return { spec: { ...spec, name } };
      const problem = name.includes(':') && !name.includes(',') ? notFunctions([name]) : null;
      return { problem: problem ?? 'The name of a function: func, or module:func.' };
    },
  },
  {
    kind: 'line',
    name: 'times',
    isNumber: true,
    label: 'How often the name occurs',
    width: 'short',
    hint: '0: there is no such function.',
    show: ({ times = 1 }) => `${times}`,
    read: (text, spec) => {
      const times = whole(text, 0, LIMITS.list);
      return times === null
        ? { problem: `A whole number from 0 to ${LIMITS.list}.` }
        : { spec: put(spec, { times: times === 1 ? undefined : times }) };
    },
  },
  flagField<SymbolSpec, 'hookable'>('hookable', 'ftrace can hook it (neither inlined nor notrace)', {
    otherwise: true,
  }),
  flagField<SymbolSpec, 'reliable'>('reliable', 'A stack with it on can be unwound reliably', { otherwise: true }),
];
