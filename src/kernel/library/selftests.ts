/** The kernel's own self-test modules, written by `npm run selftests` from `src/replay/modules/selftests.json`, which names their source. */
import type { ModuleImage } from '../images';

export const selftests: readonly ModuleImage[] = [
  {
    kind: 'livepatch',
    name: 'test_klp_livepatch',
    params: [],
    version: 0,
    sticky: false,
    replace: false,
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [
          {
            oldName: 'cmdline_proc_show',
            newName: 'livepatch_cmdline_proc_show',
            sympos: 0,
            effect: { path: '/proc/cmdline', reads: 'test_klp_livepatch: this has been live patched' },
          },
        ],
        callbacks: {},
      },
    ],
    states: [],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_livepatch.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_atomic_replace',
    params: [{ name: 'replace', type: 'int', default: '0', mode: '0644' }],
    version: 0,
    sticky: false,
    replace: false,
    replaceParam: 'replace',
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [
          {
            oldName: 'meminfo_proc_show',
            newName: 'livepatch_meminfo_proc_show',
            sympos: 0,
            effect: { path: '/proc/meminfo', reads: 'test_klp_atomic_replace: this has been live patched' },
          },
        ],
        callbacks: {},
      },
    ],
    states: [],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_atomic_replace.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_callbacks_demo',
    params: [{ name: 'pre_patch_ret', type: 'int', default: '0', mode: '0644' }],
    version: 0,
    sticky: false,
    replace: false,
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [],
        callbacks: {
          pre_patch: { log: ['{module}: pre_patch_callback: {target}'], returnsParam: 'pre_patch_ret' },
          post_patch: { log: ['{module}: post_patch_callback: {target}'] },
          pre_unpatch: { log: ['{module}: pre_unpatch_callback: {target}'] },
          post_unpatch: { log: ['{module}: post_unpatch_callback: {target}'] },
        },
      },
      {
        name: 'test_klp_callbacks_mod',
        funcs: [],
        callbacks: {
          pre_patch: { log: ['{module}: pre_patch_callback: {target}'], returnsParam: 'pre_patch_ret' },
          post_patch: { log: ['{module}: post_patch_callback: {target}'] },
          pre_unpatch: { log: ['{module}: pre_unpatch_callback: {target}'] },
          post_unpatch: { log: ['{module}: post_unpatch_callback: {target}'] },
        },
      },
      {
        name: 'test_klp_callbacks_busy',
        funcs: [
          {
            oldName: 'busymod_work_func',
            newName: 'patched_work_func',
            sympos: 0,
            effect: { log: ['test_klp_callbacks_demo: patched_work_func'] },
          },
        ],
        callbacks: {
          pre_patch: { log: ['{module}: pre_patch_callback: {target}'], returnsParam: 'pre_patch_ret' },
          post_patch: { log: ['{module}: post_patch_callback: {target}'] },
          pre_unpatch: { log: ['{module}: pre_unpatch_callback: {target}'] },
          post_unpatch: { log: ['{module}: post_unpatch_callback: {target}'] },
        },
      },
    ],
    states: [],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_callbacks_demo.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_callbacks_demo2',
    params: [{ name: 'replace', type: 'int', default: '0', mode: '0644' }],
    version: 0,
    sticky: false,
    replace: false,
    replaceParam: 'replace',
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [],
        callbacks: {
          pre_patch: { log: ['{module}: pre_patch_callback: {target}'] },
          post_patch: { log: ['{module}: post_patch_callback: {target}'] },
          pre_unpatch: { log: ['{module}: pre_unpatch_callback: {target}'] },
          post_unpatch: { log: ['{module}: post_unpatch_callback: {target}'] },
        },
      },
    ],
    states: [],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_callbacks_demo2.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_state',
    params: [],
    version: 0,
    sticky: false,
    replace: true,
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [],
        callbacks: {
          pre_patch: {
            log: ['{module}: pre_patch_callback: {target}'],
            always: ['{module}: allocate_loglevel_state: allocating space to store console_loglevel'],
          },
          post_patch: {
            log: ['{module}: post_patch_callback: {target}'],
            always: ['{module}: fix_console_loglevel: fixing console_loglevel'],
          },
          pre_unpatch: {
            log: ['{module}: pre_unpatch_callback: {target}'],
            always: ['{module}: restore_console_loglevel: restoring console_loglevel'],
          },
          post_unpatch: {
            log: ['{module}: post_unpatch_callback: {target}'],
            always: ['{module}: free_loglevel_state: freeing space for the stored console_loglevel'],
          },
        },
      },
    ],
    states: [{ id: 1, version: 1 }],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_state.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_state2',
    params: [],
    version: 0,
    sticky: false,
    replace: true,
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [],
        callbacks: {
          pre_patch: {
            log: ['{module}: pre_patch_callback: {target}'],
            ifPrevState: ['{module}: allocate_loglevel_state: space to store console_loglevel already allocated'],
            ifNoPrevState: ['{module}: allocate_loglevel_state: allocating space to store console_loglevel'],
          },
          post_patch: {
            log: ['{module}: post_patch_callback: {target}'],
            ifPrevState: ['{module}: fix_console_loglevel: taking over the console_loglevel change'],
            ifNoPrevState: ['{module}: fix_console_loglevel: fixing console_loglevel'],
          },
          pre_unpatch: {
            log: ['{module}: pre_unpatch_callback: {target}'],
            ifPrevState: [
              '{module}: restore_console_loglevel: passing the console_loglevel change back to the old livepatch',
            ],
            ifNoPrevState: ['{module}: restore_console_loglevel: restoring console_loglevel'],
          },
          post_unpatch: {
            log: ['{module}: post_unpatch_callback: {target}'],
            ifPrevState: ['{module}: free_loglevel_state: keeping space to store console_loglevel'],
            ifNoPrevState: ['{module}: free_loglevel_state: freeing space for the stored console_loglevel'],
          },
        },
      },
    ],
    states: [{ id: 1, version: 2 }],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_state2.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_state3',
    params: [],
    version: 0,
    sticky: false,
    replace: true,
    replaceSet: 0,
    objects: [
      {
        name: 'vmlinux',
        funcs: [],
        callbacks: {
          pre_patch: {
            log: ['{module}: pre_patch_callback: {target}'],
            ifPrevState: ['{module}: allocate_loglevel_state: space to store console_loglevel already allocated'],
            ifNoPrevState: ['{module}: allocate_loglevel_state: allocating space to store console_loglevel'],
          },
          post_patch: {
            log: ['{module}: post_patch_callback: {target}'],
            ifPrevState: ['{module}: fix_console_loglevel: taking over the console_loglevel change'],
            ifNoPrevState: ['{module}: fix_console_loglevel: fixing console_loglevel'],
          },
          pre_unpatch: {
            log: ['{module}: pre_unpatch_callback: {target}'],
            ifPrevState: [
              '{module}: restore_console_loglevel: passing the console_loglevel change back to the old livepatch',
            ],
            ifNoPrevState: ['{module}: restore_console_loglevel: restoring console_loglevel'],
          },
          post_unpatch: {
            log: ['{module}: post_unpatch_callback: {target}'],
            ifPrevState: ['{module}: free_loglevel_state: keeping space to store console_loglevel'],
            ifNoPrevState: ['{module}: free_loglevel_state: freeing space for the stored console_loglevel'],
          },
        },
      },
    ],
    states: [{ id: 1, version: 2 }],
    note: 'its source includes that of test_klp_state2: only the name differs',
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_state3.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_syscall',
    params: [{ name: 'klp_pids', type: 'int[]', default: '', mode: '0' }],
    version: 0,
    sticky: false,
    replace: false,
    replaceSet: 0,
    objects: [
      { name: 'vmlinux', funcs: [{ oldName: '__x64_sys_getpid', newName: 'lp_sys_getpid', sympos: 0 }], callbacks: {} },
    ],
    states: [],
    awaits: { param: 'klp_pids', func: '__x64_sys_getpid', path: '/sys/kernel/test_klp_syscall/npids' },
    note: 'its file npids counts the processes of klp_pids that have not called the replacement yet',
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_syscall.c',
  },
  {
    kind: 'livepatch',
    name: 'test_klp_mod_patch',
    params: [],
    version: 0,
    sticky: false,
    replace: false,
    replaceSet: 0,
    objects: [
      {
        name: 'test_klp_mod_target',
        funcs: [
          {
            oldName: 'test_klp_mod_target_show',
            newName: 'livepatch_mod_target_show',
            sympos: 0,
            effect: { path: '/proc/test_klp_mod_target', reads: 'test_klp_mod_patch: this has been live patched' },
          },
        ],
        callbacks: {},
      },
    ],
    states: [],
    note: 'has no vmlinux object at all',
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_mod_patch.c',
  },
  {
    kind: 'target',
    name: 'test_klp_callbacks_mod',
    params: [],
    functions: [],
    initLog: ['{module}: test_klp_callbacks_mod_init'],
    exitLog: ['{module}: test_klp_callbacks_mod_exit'],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_callbacks_mod.c',
  },
  {
    kind: 'target',
    name: 'test_klp_callbacks_busy',
    params: [{ name: 'block_transition', type: 'bool', default: 'N', mode: '0644' }],
    functions: [{ name: 'busymod_work_func' }],
    initLog: ['{module}: test_klp_callbacks_busy_init'],
    exitLog: ['{module}: test_klp_callbacks_busy_exit'],
    worker: {
      comm: 'kworker/1:2',
      func: 'busymod_work_func',
      enterLog: ['{module}: busymod_work_func enter'],
      exitLog: ['{module}: busymod_work_func exit'],
      whileParam: 'block_transition',
    },
    note: 'with block_transition=Y the worker sleeps in busymod_work_func until the parameter is cleared',
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_callbacks_busy.c',
  },
  {
    kind: 'target',
    name: 'test_klp_mod_target',
    params: [],
    functions: [
      {
        name: 'test_klp_mod_target_show',
        effect: { path: '/proc/test_klp_mod_target', reads: 'test_klp_mod_target: original output' },
      },
    ],
    initLog: ['{module}: test_klp_mod_target_init'],
    exitLog: ['{module}: test_klp_mod_target_exit'],
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_mod_target.c',
  },
  {
    kind: 'target',
    name: 'test_klp_kprobe',
    params: [{ name: 'has_post_handler', type: 'bool', default: 'Y', mode: '0444' }],
    functions: [],
    initLog: [],
    exitLog: [],
    note: 'registers a kprobe on cmdline_proc_show, with a post handler when has_post_handler is true',
    kprobe: { object: 'vmlinux', func: 'cmdline_proc_show', postHandlerParam: 'has_post_handler' },
    source: 'kernel v7.1.3, tools/testing/selftests/livepatch/test_modules/test_klp_kprobe.c',
  },
];
