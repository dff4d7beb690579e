/**
 * What the kernel's headers define and modules use at their top: enough to make declarations of it that a C parser takes. A
 * machine here is an x86-64 one with the Linux that this project models.
 */

/** Names of the declarations that the macros below turn into. */
export const MARK = {
  param: '__module_param_',
  info: '__module_info_',
  init: '__module_init_',
  exit: '__module_exit_',
  callback: '__module_callback_',
  work: '__module_work_',
} as const;

/** Words that say nothing about what a module does. */
const attributes = [
  ...['__init', '__exit', '__initdata', '__exitdata', '__initconst', '__used', '__maybe_unused', '__always_unused'],
  ...['noinline', '__noclone', '__always_inline', '__read_mostly', '__ro_after_init', '__refdata', '__ref', '__cold'],
  ...['notrace', 'asmlinkage', '__user', '__percpu', '__force', '__must_check', '__weak', '__printf', '__noreturn'],
  ...[
    '__visible',
    '__aligned',
    '__section',
    '__attribute__',
    '__no_kcsan',
    '__nocfi',
    '__rcu',
    '__iomem',
    '__KLP',
    '__kprobes',
  ],
];
const withArguments = ['__printf', '__aligned', '__section', '__attribute__', 'KLP_RELOC_SYMBOL'];

/** Declarations of things that livepatching has no interest in. */
const declaring = [
  ...['DEFINE_MUTEX', 'DEFINE_SPINLOCK', 'DECLARE_COMPLETION', 'LIST_HEAD'],
  ...['DECLARE_WAIT_QUEUE_HEAD', 'DEFINE_STATIC_KEY_FALSE', 'DEFINE_IDA', 'DEFINE_PER_CPU', 'DECLARE_BITMAP'],
];
const exporting = ['EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL', 'EXPORT_SYMBOL_NS', 'EXPORT_SYMBOL_NS_GPL'];

/** `include/linux/module.h`: what init functions of the kernel are called by becomes `module_init()` in a module. */
const initcalls = [
  ...['early', 'core', 'postcore', 'arch', 'subsys', 'fs', 'rootfs', 'device', 'late', 'console'].map(
    (when) => `${when}_initcall`,
  ),
  ...['core', 'postcore', 'arch', 'subsys', 'fs', 'device', 'late'].map((when) => `${when}_initcall_sync`),
];

/** Loops whose heads are no C. */
const loops = [
  ...['list', 'hlist', 'llist'].flatMap((list) =>
    ['', '_entry', '_entry_safe', '_safe', '_entry_rcu', '_entry_reverse'].map((kind) => `${list}_for_each${kind}`),
  ),
  ...['for_each_process', 'for_each_process_thread', 'for_each_online_cpu', 'for_each_possible_cpu', 'for_each_thread'],
];

const levels = ['EMERG', 'ALERT', 'CRIT', 'ERR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG', 'DEFAULT', 'CONT'];

export const kernelMacros: readonly string[] = [
  ...attributes.filter((name) => !withArguments.includes(name)).map((name) => name),
  ...withArguments.map((name) => `${name}(...)`),
  ...loops.map((name) => `${name}(...) for (;;)`),
  ...declaring.map((name) => `${name}(name, ...) int name`),
  ...exporting.map((name) => `${name}(name, ...) extern int name`),
  ...levels.map((level) => `KERN_${level} ""`),
  'KBUILD_MODNAME "{module}"',
  '__stringify(...) #__VA_ARGS__',
  // These end as declarations do, so that no `;` need follow.
  `module_init(function) static void *${MARK.init} = function;`,
  ...initcalls.map((name) => `${name}(function) static void *${MARK.init} = function;`),
  `module_exit(function) static void *${MARK.exit} = function;`,
  `module_param(name, type, mode) static char *${MARK.param}##name[] = { #name, #type, #mode, #name }`,
  `module_param_named(name, value, type, mode) static char *${MARK.param}##name[] = { #name, #type, #mode, #value }`,
  `module_param_array(name, type, count, mode) static char *${MARK.param}##name[] = { #name, #type " array", #mode, #name }`,
  `module_param_string(name, text, size, mode) static char *${MARK.param}##name[] = { #name, "string", #mode, #text }`,
  // `include/linux/workqueue.h`
  ...['DECLARE_WORK', 'DECLARE_DELAYED_WORK'].map(
    (declare) => `${declare}(name, function) void *${MARK.work}##name = function`,
  ),
  `MODULE_INFO(tag, text) static char *${MARK.info}##tag = text`,
  `MODULE_DESCRIPTION(text) static char *${MARK.info}description = text`,
  ...['LICENSE', 'AUTHOR', 'VERSION', 'ALIAS', 'IMPORT_NS', 'SOFTDEP'].map(
    (tag) => `MODULE_${tag}(text) static char *${MARK.info}${tag.toLowerCase()} = text`,
  ),
  `MODULE_PARM_DESC(name, text) static char *${MARK.info}parm = text`,
  // `include/linux/livepatch_helpers.h`, and the same of kpatch-build: for the tool that makes a livepatch of a diff.
  ...['KLP', 'KPATCH'].flatMap((tool) =>
    ['PRE_PATCH', 'POST_PATCH', 'PRE_UNPATCH', 'POST_UNPATCH'].map(
      (when) => `${tool}_${when}_CALLBACK(function) static void *${MARK.callback}${tool}_${when} = function`,
    ),
  ),
  'likely(condition) (condition)',
  'unlikely(condition) (condition)',
  'READ_ONCE(value) (value)',
  'WRITE_ONCE(place, value) place = (value)',
  'ARRAY_SIZE(array) __array_size(array)',
  'KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))',
  'LINUX_VERSION_CODE (((7) << 16) + ((2) << 8) + (13))',
  ...['IS_ENABLED', 'IS_BUILTIN', 'IS_REACHABLE'].map((name) => `${name}(option) option`),
  ...['__x86_64__', '__LP64__', 'MODULE', '__KERNEL__', '__GNUC__'].map((name) => `${name} 1`),
  ...['LIVEPATCH', 'X86', 'X86_64', '64BIT', 'SMP', 'MODULES', 'KALLSYMS', 'KALLSYMS_ALL', 'SYSFS', 'PROC_FS'].map(
    (name) => `CONFIG_${name} 1`,
  ),
  ...['ARCH_HAS_SYSCALL_WRAPPER', 'DYNAMIC_FTRACE', 'FUNCTION_TRACER', 'STACKTRACE', 'KPROBES', 'PRINTK'].map(
    (name) => `CONFIG_${name} 1`,
  ),
];
