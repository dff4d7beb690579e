/** A livepatch as the C of its module: `samples/livepatch/` is the pattern. `readModules()` reads it back. */

import { mayFail } from '../kernel/callbacks';
import type { Callback, CallbackName, FuncImage, LivepatchImage, ObjectImage, ParamImage } from '../kernel/images';
import { CALLBACK_NAMES, elementOf, holdsSeveral, isFlag } from '../kernel/images';
import { VMLINUX } from '../kernel/model';
import { UNSET_TEXT } from '../kernel/paramType';
import { numberHeld } from '../kernel/queries';
import { imageFromSpec } from '../kernel/specImages';
import type { WidePatchSpec } from '../kernel/world';
import { braces, comment, func, identifier, literal, prints } from './cText';
import { pathOf } from './procFile';

const head = ({ name, objects, complaint }: LivepatchImage): readonly string[] => [
  comment(`${name}.c - a livepatch${complaint === undefined ? '' : `; the loader refuses it: ${complaint.about}`}`),
  '',
  '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt',
  '',
  '#include <linux/module.h>',
  '#include <linux/kernel.h>',
  '#include <linux/livepatch.h>',
  ...(objects.some(({ funcs }) => funcs.some(({ effect }) => effect?.reads !== undefined))
    ? ['#include <linux/seq_file.h>']
    : []),
];

/** How many values fit into a parameter that holds several. */
const ARRAY_SIZE = 64;

const TYPES: Readonly<Record<ParamImage['type'], string>> = {
  int: 'int ',
  uint: 'unsigned int ',
  long: 'long ',
  ulong: 'unsigned long ',
  short: 'short ',
  ushort: 'unsigned short ',
  byte: 'unsigned char ',
  bool: 'bool ',
  invbool: 'bool ',
  bint: 'int ',
  text: 'char *',
  'int[]': 'int ',
  'bool[]': 'bool ',
};

const paramValue = ({ type, default: value }: ParamImage): string => {
  if (type === 'text') return literal(value);
  if (type === 'bint') return `${numberHeld(type, value)}`;
  return isFlag(type) ? `${numberHeld(type, value) !== 0}` : value;
};

const params = (image: LivepatchImage): readonly string[] =>
  image.params.flatMap((param) => [
    '',
    ...(holdsSeveral(param.type) ? arrayParam(param, param.type) : plainParam(param)),
  ]);

const arrayParam = ({ name, mode }: ParamImage, type: 'int[]' | 'bool[]'): readonly string[] => [
  `static ${TYPES[type]}${name}[${ARRAY_SIZE}];`,
  `module_param_array(${name}, ${elementOf(type)}, NULL, ${mode});`,
];

const isUnset = ({ type, default: value }: ParamImage): boolean => type === 'text' && value === UNSET_TEXT;

const plainParam = (param: ParamImage): readonly string[] => [
  `static ${TYPES[param.type]}${param.name}${isUnset(param) ? '' : ` = ${paramValue(param)}`};`,
  `module_param(${param.name}, ${param.type === 'text' ? 'charp' : param.type}, ${param.mode});`,
];

/** What the log calls the states of a module, where a callback prints them. */
const moduleStates = (image: LivepatchImage): readonly string[] =>
  JSON.stringify(image.objects).includes('{target}')
    ? [
        '',
        ...braces(
          'static const char *const module_state[] =',
          [
            '[MODULE_STATE_LIVE] = "[MODULE_STATE_LIVE] Normal state",',
            '[MODULE_STATE_COMING] = "[MODULE_STATE_COMING] Full formed, running module_init",',
            '[MODULE_STATE_GOING] = "[MODULE_STATE_GOING] Going away",',
          ],
          ';',
        ),
      ]
    : [];

function newFunction(
  { name: module }: LivepatchImage,
  { oldName, newName, effect = {} }: FuncImage,
): readonly string[] {
  const { path, reads, log = [] } = effect;
  const own = log.map((line) => (line.startsWith(`${module}: `) ? `{module}${line.slice(module.length)}` : line));
  const body = [
    ...(path !== undefined && path !== pathOf(oldName) ? [comment(`What it puts out stands in ${path}.`)] : []),
    ...(reads === undefined && log.length === 0 ? [comment(`What ${oldName}() does from now on.`)] : []),
    ...prints(own),
  ];
  if (reads === undefined) return func(`static void ${identifier(newName)}(void)`, body);
  const shown = reads.startsWith(`${module}: `)
    ? `seq_printf(m, "%s: %s\\n", THIS_MODULE->name, ${literal(reads.slice(module.length + 2))});`
    : `seq_puts(m, ${literal(`${reads}\n`)});`;
  return func(`static int ${identifier(newName)}(struct seq_file *m, void *v)`, [...body, shown, 'return 0;']);
}

/** Each new function once, though several objects may use it. */
function newFunctions(image: LivepatchImage): readonly string[] {
  const all = image.objects.flatMap(({ funcs }) => funcs);
  const first = new Map(all.toReversed().map((each) => [identifier(each.newName), each]));
  return all.flatMap((each) => (first.get(identifier(each.newName)) === each ? newFunction(image, each) : []));
}

function callbackBody(name: CallbackName, callback: Callback, { states }: LivepatchImage): readonly string[] {
  const { log, always = [], ifPrevState = [], ifNoPrevState = [], returns, returnsParam } = callback;
  const isFirst = mayFail(name);
  if (isFirst && returns !== undefined && returns !== 0) return [...prints(log), `return ${returns};`];
  const later = always.length + ifPrevState.length + ifNoPrevState.length > 0;
  const stops = later && returnsParam !== undefined ? [`if (${returnsParam})`, `\treturn ${returnsParam};`] : [];
  const [state] = states;
  const looks =
    always.length > 0 && stops.length === 0 && state !== undefined
      ? [`if (!klp_get_state(&patch, ${state.id}))`, `\treturn${isFirst ? ' -EINVAL' : ''};`]
      : [];
  const asks = (states.length === 0 ? [{ id: 1 }] : states).map(({ id }) => `klp_get_prev_state(${id})`).join(' || ');
  const both =
    ifPrevState.length + ifNoPrevState.length === 0
      ? []
      : [
          ...braces(`if (${asks})`, prints(ifPrevState), ' else {').slice(0, -1),
          ...braces('} else', prints(ifNoPrevState)),
        ];
  return [
    ...prints(log),
    ...stops,
    ...looks,
    ...prints(always),
    ...both,
    ...(isFirst ? [`return ${returnsParam ?? 0};`] : []),
  ];
}

/** A name for each callback; objects whose callbacks do the same share one. */
function callbackNames(image: LivepatchImage): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Map<string, number>();
  for (const { callbacks } of image.objects) {
    for (const name of CALLBACK_NAMES) {
      const key = keyOf(name, callbacks[name]);
      if (callbacks[name] === undefined || names.has(key)) continue;
      const times = (used.get(name) ?? 0) + 1;
      used.set(name, times);
      names.set(key, `${name}_callback${times === 1 ? '' : `_${times}`}`);
    }
  }
  return names;
}

const keyOf = (name: CallbackName, callback: Callback | undefined): string => `${name} ${JSON.stringify(callback)}`;

function callbackFunctions(image: LivepatchImage, names: ReadonlyMap<string, string>): readonly string[] {
  const written = new Set<string>();
  return image.objects.flatMap(({ callbacks }) =>
    CALLBACK_NAMES.flatMap((name) => {
      const callback = callbacks[name];
      const called = names.get(keyOf(name, callback));
      if (callback === undefined || called === undefined || written.has(called)) return [];
      written.add(called);
      const type = mayFail(name) ? 'int' : 'void';
      return func(`static ${type} ${called}(struct klp_object *obj)`, callbackBody(name, callback, image));
    }),
  );
}

/** One array of functions for each object, under different names. */
const arrayNames = ({ objects }: LivepatchImage): readonly string[] =>
  objects.map(({ name, funcs }, index) => {
    if (funcs.length === 0) return 'no_funcs';
    if (objects.length === 1) return 'funcs';
    const twice = objects.findIndex((other) => identifier(other.name) === identifier(name)) < index;
    return `${identifier(name)}_funcs${twice ? `_${index + 1}` : ''}`;
  });

const array = (head_: string, entries: readonly (readonly string[])[]): readonly string[] => [
  '',
  ...braces(
    head_,
    [...entries.flatMap((entry) => braces('', entry, ',').map((line, at) => (at === 0 ? '{' : line))), '{ }'],
    ';',
  ),
];

const funcEntry = ({ oldName, newName, sympos }: FuncImage): readonly string[] => [
  `.old_name = ${literal(oldName)},`,
  `.new_func = ${identifier(newName)},`,
  ...(sympos === 0 ? [] : [`.old_sympos = ${sympos},`]),
];

function objectEntry({ name, callbacks }: ObjectImage, funcs: string, names: ReadonlyMap<string, string>) {
  const own = CALLBACK_NAMES.filter((each) => callbacks[each] !== undefined);
  return [
    name === VMLINUX ? '.name = NULL, /* vmlinux */' : `.name = ${literal(name)},`,
    `.funcs = ${funcs},`,
    ...(own.length === 0
      ? []
      : braces(
          '.callbacks =',
          own.map((each) => `.${each} = ${names.get(keyOf(each, callbacks[each]))},`),
          ',',
        )),
  ];
}

function structures(image: LivepatchImage): readonly string[] {
  const names = callbackNames(image);
  const arrays = arrayNames(image);
  const { objects, states, version, sticky, replace, replaceSet } = image;
  return [
    ...callbackFunctions(image, names),
    ...(arrays.includes('no_funcs') ? ['', ...braces('static struct klp_func no_funcs[] =', ['{ }'], ';')] : []),
    ...objects.flatMap(({ funcs }, index) =>
      funcs.length === 0 ? [] : array(`static struct klp_func ${arrays[index]}[] =`, funcs.map(funcEntry)),
    ),
    ...array(
      'static struct klp_object objs[] =',
      objects.map((object, index) => objectEntry(object, arrays[index] ?? 'no_funcs', names)),
    ),
    ...(states.length === 0
      ? []
      : array(
          'static struct klp_state states[] =',
          states.map(({ id, version: of, blockDisable }) => [
            `.id = ${id},`,
            `.version = ${of},`,
            ...(blockDisable === true ? ['.block_disable = true, /* posted January 2025 */'] : []),
          ]),
        )),
    '',
    ...braces(
      'static struct klp_patch patch =',
      [
        '.mod = THIS_MODULE,',
        '.objs = objs,',
        ...(states.length === 0 ? [] : ['.states = states,']),
        ...(replace ? ['.replace = true,'] : []),
        ...(replaceSet === 0 ? [] : [`.replace_set = ${replaceSet}, /* posted May 2026 */`]),
        ...(version === 0 ? [] : [`.version = ${version}, /* the RFC of February 2019 */`]),
        ...(sticky ? ['.sticky = true, /* the RFC of February 2019 */'] : []),
      ],
      ';',
    ),
  ];
}

function initAndExit({
  name,
  replaceParam,
  initLog,
  exitLog = [],
  permanent,
  initReturns,
  complaint,
  note,
}: LivepatchImage): readonly string[] {
  const own = identifier(name);
  const after = initReturns === undefined ? (initLog?.after ?? []) : [];
  const enables =
    initReturns !== undefined
      ? [`return ${initReturns}; /* without klp_enable_patch(&patch) */`]
      : after.length === 0
        ? ['return klp_enable_patch(&patch);']
        : ['ret = klp_enable_patch(&patch);', 'if (ret)', '\treturn ret;', ...prints(after), 'return 0;'];
  return [
    ...func(`static int ${own}_init(void)`, [
      ...(after.length === 0 ? [] : ['int ret;', '']),
      ...(replaceParam === undefined ? [] : [`patch.replace = ${replaceParam};`]),
      ...prints(initLog?.before ?? []),
      ...enables,
    ]),
    ...(permanent ? [] : func(`static void ${own}_exit(void)`, prints(exitLog))),
    '',
    `module_init(${own}_init);`,
    ...(permanent ? [] : [`module_exit(${own}_exit);`]),
    'MODULE_LICENSE("GPL");',
    ...(complaint?.about === 'notMarked' ? [] : ['MODULE_INFO(livepatch, "Y");']),
    ...(note === undefined ? [] : [`MODULE_DESCRIPTION(${literal(note)});`]),
  ];
}

/** The whole file. */
export function writeModule(spec: WidePatchSpec): string {
  const image = imageFromSpec(spec);
  const early = /klp_get_state/.test(callbackFunctions(image, callbackNames(image)).join('\n'));
  return [
    ...head(image),
    ...params(image),
    ...moduleStates(image),
    ...(early ? ['', 'static struct klp_patch patch;'] : []),
    ...newFunctions(image),
    ...structures(image),
    ...initAndExit(image),
    '',
  ].join('\n');
}
