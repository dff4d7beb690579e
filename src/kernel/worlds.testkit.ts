/** Worlds with everything in them that can be said of one, for properties. */
import fc from 'fast-check';
import type { Callback, Effect } from './images';
import type { FuncSpec, ObjectSpec, TargetSpec, WidePatchSpec, WideTaskSpec, WideWorld } from './world';
import { worldProblems } from './worldProblems';

const optional = { noNullPrototype: true } as const;

const identifier = fc.string({ unit: fc.constantFrom(...'abcxyz_'), minLength: 1, maxLength: 9 });
const func = fc.oneof(identifier, fc.constantFrom('tcp_sendmsg', 'ext4_sync_file', 'ext4_map_blocks'));
const line = fc.oneof(
  fc.constantFrom('{module}: pre_patch_callback: {target}', '{module}: bye', '', '100% “größer” <b>"$`\\|^&'),
  fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .filter((text) => !/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Cn}]/u.test(text)),
);
const lines = fc.array(line, { maxLength: 3 });
const whole = fc.integer({ min: -4095, max: 4095 });

const effect: fc.Arbitrary<Effect> = fc.record(
  { path: fc.constantFrom('/proc/cmdline', '/proc/a/b'), reads: line, log: lines },
  { ...optional, requiredKeys: [] },
);
const klpFunc: fc.Arbitrary<FuncSpec> = fc.record(
  { oldName: func, newName: func, sympos: fc.nat(9), effect },
  { ...optional, requiredKeys: ['oldName'] },
);
const printed = { log: lines, always: lines, ifPrevState: lines, ifNoPrevState: lines };
const quiet: fc.Arbitrary<Callback> = fc.record(printed, { ...optional, requiredKeys: ['log'] });
const failing: fc.Arbitrary<Callback> = fc.oneof(
  quiet,
  fc.record({ ...printed, returns: whole }, { ...optional, requiredKeys: ['log', 'returns'] }),
  fc.record({ ...printed, returnsParam: fc.constant('ret') }, { ...optional, requiredKeys: ['log', 'returnsParam'] }),
);
const object: fc.Arbitrary<ObjectSpec> = fc.record(
  {
    name: fc.oneof(fc.constantFrom('vmlinux', 'ext4'), identifier),
    funcs: fc.array(klpFunc, { maxLength: 3 }),
    callbacks: fc.record(
      { pre_patch: failing, post_patch: quiet, pre_unpatch: quiet, post_unpatch: quiet },
      { ...optional, requiredKeys: [] },
    ),
  },
  { ...optional, requiredKeys: ['name'] },
);
const params = fc.constantFrom(
  [{ name: 'ret', type: 'int', default: '-19', mode: '0644' } as const],
  [
    { name: 'ret', type: 'int', default: '0', mode: '0' } as const,
    { name: 'flag', type: 'bool', default: 'Y', mode: '0444' } as const,
    { name: 'who', type: 'text', default: '<größe>', mode: '0644' } as const,
  ],
);
const complaint = fc.constantFrom(
  { about: 'signature' } as const,
  { about: 'vermagic', builtFor: '6.1.0-9-amd64 SMP' } as const,
  { about: 'symbolVersion', symbol: 'kmalloc' } as const,
  { about: 'unknownSymbol', symbol: 'kallsyms_lookup_name' } as const,
  { about: 'notMarked' } as const,
);
const patch: fc.Arbitrary<WidePatchSpec> = fc.record(
  {
    name: identifier,
    funcs: fc.array(func, { maxLength: 3 }),
    version: fc.nat(9),
    replace: fc.boolean(),
    states: fc.array(fc.record({ id: fc.integer({ min: 1, max: 9 }), version: fc.nat(9) }, optional), { maxLength: 2 }),
    objects: fc.array(object, { maxLength: 3 }),
    params,
    replaceParam: fc.constant('ret'),
    initLog: fc.record({ before: lines, after: lines }, { ...optional, requiredKeys: [] }),
    exitLog: lines,
    complaint,
    note: fc.constant('A note.'),
  },
  { ...optional, requiredKeys: ['name', 'funcs', 'params'] },
);
const target: fc.Arbitrary<TargetSpec> = fc.record(
  {
    name: fc.constantFrom('ext4', 'kvm', 'nf_tables'),
    functions: fc.constant(['ext4_sync_file', 'f']),
    loaded: fc.boolean(),
    usedBy: fc.integer({ min: 1, max: 99 }),
    initReturns: whole,
    initReturnsParam: fc.constant('ret'),
    params,
    initLog: lines,
    exitLog: lines,
    effects: effect.map((each) => [{ name: 'f', ...each }]),
    worker: fc.record(
      {
        comm: fc.constant('kworker/1:2'),
        func: fc.constant('f'),
        enterLog: lines,
        exitLog: lines,
        whileParam: fc.constant('ret'),
      },
      optional,
    ),
    kprobe: fc.constant({ object: 'vmlinux', func: 'tcp_sendmsg', postHandlerParam: 'ret' }),
  },
  { ...optional, requiredKeys: ['name', 'functions', 'params'] },
);
const task: fc.Arbitrary<Omit<WideTaskSpec, 'tid'>> = fc.record(
  {
    comm: fc.oneof(fc.constantFrom('CPU 0/KVM', '(sd-pam)', 'tmux: server', '"größe" <3', "it's $1"), identifier),
    where: fc.constantFrom('interruptible', 'uninterruptible', 'runnable'),
    killable: fc.boolean(),
    userWorker: fc.boolean(),
    stack: fc.array(fc.oneof(func, fc.constant('ext4:ext4_sync_file')), { maxLength: 3 }),
    reliable: fc.boolean(),
  },
  { ...optional, requiredKeys: ['comm'] },
);
const symbol = fc.record(
  {
    name: fc.oneof(identifier, fc.constant('kvm:f')),
    times: fc.nat(3),
    hookable: fc.boolean(),
    reliable: fc.boolean(),
  },
  { ...optional, requiredKeys: ['name'] },
);

/** Any that can be. */
export const worlds: fc.Arbitrary<WideWorld> = fc
  .record(
    {
      cpus: fc.constantFrom(2, 4, 64),
      tasks: fc
        .array(task, { maxLength: 4 })
        .map((all) => all.map((each, at): WideTaskSpec => ({ ...each, tid: 100 + 3 * at }))),
      patches: fc.uniqueArray(patch, { maxLength: 3, selector: ({ name }) => name }),
      targets: fc.uniqueArray(target, { maxLength: 3, selector: ({ name }) => name }),
      symbols: fc.uniqueArray(symbol, { maxLength: 3, selector: ({ name }) => name }),
      nohzFull: fc.constantFrom([1], [0, 1]),
      livepatch: fc.boolean(),
      ftraceAlwaysOn: fc.boolean(),
    },
    { ...optional, requiredKeys: ['tasks', 'livepatch', 'cpus'] },
  )
  .filter((drawn) => worldProblems(drawn).length === 0);
