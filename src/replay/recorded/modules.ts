/** The modules that a recording loads, as images: livepatches by their parameters, and two targets. */
import type { Callback, LivepatchImage, ObjectImage, ParamImage, TargetImage } from '../../kernel/images';
import { CALLBACK_NAMES } from '../../kernel/images';
import { VMLINUX } from '../../kernel/model';
import type { Recording } from './recording';

export type Params = Readonly<Record<string, string>>;

/** `objs` names objects by a letter. */
const objects = { v: VMLINUX, a: 'rk_t1', b: 'rk_t2' } as const;
export type Letter = keyof typeof objects;

export const isLetter = (text: string): text is Letter => text in objects;
export const objectOf = (letter: Letter): string => objects[letter];

/** The symbol that the recorder found more than once in vmlinux; it is padding, so ftrace cannot hook it. */
const DUPLICATE = '__pfx_active_show';

/** Functions of vmlinux by their number. There is no function of the fourth name. */
const NO_FUNCTION = 'rk_no_such_function';
const vmlinuxFunctions = [
  'device_for_each_child',
  'device_for_each_child_reverse',
  'cmdline_proc_show',
  NO_FUNCTION,
  '__x64_sys_pause',
  'kcompactd',
  DUPLICATE,
];

/** The functions that the kernel of a recording has in vmlinux, with those that stand more than once in its symbol table. */
export const vmlinuxSymbols = vmlinuxFunctions.map((name) => {
  if (name === DUPLICATE) return { name, times: 11, hookable: false };
  return name === NO_FUNCTION ? { name, times: 0 } : { name };
});

const targetFunctions = ['f0', 'f1', 'f2', 'f3', 'dup', 'missing'];

const functionOf = (letter: Letter, index: number): string =>
  letter === 'v' ? (vmlinuxFunctions[index] ?? '') : `${objects[letter]}_${targetFunctions[index]}`;

/** What a task is told to call. Here number 5 is the second function named dup. */
export const calledOf = (letter: Letter, index: number): string =>
  letter !== 'v' && index === 5 ? `${objects[letter]}_dup,2` : functionOf(letter, index);

const target = (name: string): TargetImage => ({
  kind: 'target',
  name,
  params: [{ name: 'init_ret', type: 'int', default: '0', mode: '0644' }],
  functions: ['f0', 'f1', 'f2', 'f3', 'dup', 'dup,2'].map((each) => ({ name: `${name}_${each}` })),
  initLog: ['{module}: init'],
  exitLog: ['{module}: exit'],
  initReturnsParam: 'init_ret',
});

const callbacksOf = (letter: Letter): ObjectImage['callbacks'] =>
  Object.fromEntries(
    CALLBACK_NAMES.map((name): [string, Callback] => [
      name,
      {
        log: [`{module}: ${name}_callback: {target}`],
        ...(name === 'pre_patch' && { returnsParam: `pre_${letter}` }),
      },
    ]),
  );

const parts = (text: string | undefined, separator: string): readonly string[] =>
  (text ?? '').split(separator).filter((part) => part !== '');

/** `v:0,2/a:1.2`: functions 0 and 2 of vmlinux, and function 1 of `rk_t1` with sympos 2. */
const objectImage = (module: string, text: string, callbacks: string): ObjectImage => {
  const letter = text.slice(0, 1);
  if (!isLetter(letter)) throw new Error(`objs: there is no object '${letter}' in '${text}'`);
  return {
    name: objects[letter],
    callbacks: callbacks.includes(letter) ? callbacksOf(letter) : {},
    funcs: parts(text.slice(2), ',').map((func) => {
      const [index = '', sympos = '0'] = func.split('.');
      const oldName = functionOf(letter, Number(index));
      return { oldName, newName: `${module}_${oldName}`, sympos: Number(sympos) };
    }),
  };
};

const param = (name: string, value: string, mode: string, type: ParamImage['type']): ParamImage => ({
  name,
  type,
  default: value,
  mode,
});

const livepatch = (name: string, given: Params): LivepatchImage => ({
  kind: 'livepatch',
  name,
  version: 0,
  sticky: false,
  replace: false,
  replaceParam: 'replace',
  replaceSet: 0,
  states: parts(given.states, ',').map((state) => {
    const [id, version] = state.split(':');
    return { id: Number(id), version: Number(version) };
  }),
  params: [
    ...['objs', 'cb', 'states', 'name'].map((each) => param(each, '', '0444', 'text')),
    param('replace', '0', '0444', 'int'),
    ...['pre_v', 'pre_a', 'pre_b'].map((each) => param(each, '0', '0644', 'int')),
  ],
  objects: parts(given.objs ?? 'v:2', '/').map((part) => objectImage(name, part, given.cb ?? '')),
});

/** The parameters of an `insmod` step. */
export const paramsOf = (given: unknown): Params =>
  Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]));

/** A livepatch is what its first `insmod` says; the recorder keeps a name to one set of parameters. */
export function modulesOf({ steps }: Recording): readonly (LivepatchImage | TargetImage)[] {
  const livepatches = new Map<string, LivepatchImage>();
  for (const { verb, args } of steps) {
    const name = String(args[0]);
    if (verb !== 'insmod' || !/^p\d+$/.test(name) || livepatches.has(name)) continue;
    livepatches.set(name, livepatch(name, paramsOf(args[1])));
  }
  return [target(objects.a), target(objects.b), ...livepatches.values()];
}
