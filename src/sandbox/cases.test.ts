/** Machines that people asked about on mailing lists and in trackers, each built in the forms as they would build it. */

import { describe, expect, it } from 'vitest';
import type { WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { worldOf } from './draft';
import { problemsIn, saidOf } from './draftProblems';
import { add, type Editing, opened, respecify, select, type, type What } from './editing';
import { ON } from './field';
import { fields } from './fields.testkit';
import { newCallback, withCallback } from './patchObjects';

type Do = (editing: Editing) => Editing;

/** A row more, with these texts in its fields. */
const adding =
  (what: What, texts: Readonly<Record<string, string>>): Do =>
  (editing) =>
    typing(texts)(add(editing, what));

/** Writes into the fields of the selected row. */
const typing =
  (texts: Readonly<Record<string, string>>): Do =>
  (editing) =>
    Object.entries(texts).reduce((now, [field, text]) => type(now, fields, now.selected ?? -1, field, text), editing);

const machine =
  (texts: Readonly<Record<string, string>>): Do =>
  (editing) =>
    typing(texts)(select(editing, editing.draft.machine.key));

/** Ticks callbacks of the selected livepatch, and says what the first returns. */
const calling =
  (object: string, returns?: number): Do =>
  (editing) => {
    const row = editing.draft.patches.find(({ key }) => key === editing.selected);
    if (row === undefined) throw new Error('No livepatch is selected.');
    const callback = { ...newCallback('pre_patch'), ...(returns !== undefined && { returns }) };
    return respecify(
      editing,
      fields.patches,
      'patches',
      row.key,
      withCallback(row.spec, object, 'pre_patch', callback),
    );
  };

const called = '{module}: pre_patch_callback: {target}';

const cases: readonly (readonly [what: string, steps: readonly Do[], world: WideWorld])[] = [
  [
    'a function of a module is patched while a vCPU is inside it',
    [
      adding('task', {
        comm: 'CPU 0/KVM',
        tid: '701',
        stack: 'kvm:kvm_vcpu_block kvm:vcpu_run kvm:kvm_arch_vcpu_ioctl_run',
      }),
      adding('livepatch', { name: 'kvm_fix', version: '0', funcs: 'kvm:vcpu_run' }),
    ],
    {
      cpus: 2,
      tasks: [
        { tid: 701, comm: 'CPU 0/KVM', stack: ['kvm:kvm_vcpu_block', 'kvm:vcpu_run', 'kvm:kvm_arch_vcpu_ioctl_run'] },
      ],
      patches: [{ name: 'kvm_fix', funcs: ['kvm:vcpu_run'] }],
    },
  ],
  [
    'a worker that the kernel made for a process',
    [
      adding('task', { comm: 'iou-wrk-209', tid: '210', kind: 'worker', stack: 'io_wq_worker' }),
      adding('livepatch', { name: 'p', funcs: 'io_wq_worker' }),
    ],
    {
      cpus: 2,
      tasks: [{ tid: 210, comm: 'iou-wrk-209', userWorker: true, stack: ['io_wq_worker'] }],
      patches: [{ name: 'p', version: 1, funcs: ['io_wq_worker'] }],
    },
  ],
  [
    'a target module that does not like the hardware',
    [
      adding('module', { name: 'aesni_intel', functions: 'f', loaded: '', initReturns: '-ENODEV' }),
      adding('livepatch', { name: 'lp', funcs: 'aesni_intel:f' }),
      calling('aesni_intel'),
    ],
    {
      cpus: 2,
      tasks: [],
      patches: [
        {
          name: 'lp',
          version: 1,
          funcs: [],
          objects: [{ name: 'aesni_intel', funcs: [{ oldName: 'f' }], callbacks: { pre_patch: { log: [called] } } }],
        },
      ],
      targets: [{ name: 'aesni_intel', functions: ['f'], loaded: false, initReturns: -19 }],
    },
  ],
  [
    'a livepatch that prints in its init function, before and after',
    [adding('livepatch', { name: 'm', funcs: 'a', before: 'm: loading', after: 'm: loaded', exitLog: 'm: bye' })],
    {
      cpus: 2,
      tasks: [],
      patches: [
        {
          name: 'm',
          version: 1,
          funcs: ['a'],
          initLog: { before: ['m: loading'], after: ['m: loaded'] },
          exitLog: ['m: bye'],
        },
      ],
    },
  ],
  [
    'a pre_patch callback that always fails',
    [adding('livepatch', { name: 'm', funcs: 'a' }), calling('vmlinux', -19)],
    {
      cpus: 2,
      tasks: [],
      patches: [
        {
          name: 'm',
          version: 1,
          funcs: [],
          objects: [
            { name: 'vmlinux', funcs: [{ oldName: 'a' }], callbacks: { pre_patch: { log: [called], returns: -19 } } },
          ],
        },
      ],
    },
  ],
  [
    'a stack that is unreliable only inside of a traced function',
    [
      adding('kthread', {
        comm: 'cifsd',
        tid: '2886',
        where: 'uninterruptible',
        stack: 'wait_woken tcp_recvmsg cifs_readv_from_socket',
      }),
      adding('symbol', { name: 'tcp_recvmsg', reliable: '' }),
      adding('livepatch', { name: 'p', funcs: 'udp_sendmsg' }),
    ],
    {
      cpus: 2,
      tasks: [
        {
          tid: 2886,
          comm: 'cifsd',
          kind: 'kthread',
          where: 'uninterruptible',
          stack: ['wait_woken', 'tcp_recvmsg', 'cifs_readv_from_socket'],
        },
      ],
      patches: [{ name: 'p', version: 1, funcs: ['udp_sendmsg'] }],
      symbols: [{ name: 'tcp_recvmsg', reliable: false }],
    },
  ],
  [
    'a CPU without a tick',
    [
      machine({ cpus: '3', nohzFull: '1' }),
      adding('task', { comm: 'dpdk', tid: '702', where: 'user', cpu: '1' }),
      adding('task', { comm: 'db', tid: '703', where: 'user', cpu: '2' }),
    ],
    {
      cpus: 3,
      nohzFull: [1],
      tasks: [
        { tid: 702, comm: 'dpdk', where: 'user', cpu: 1 },
        { tid: 703, comm: 'db', where: 'user', cpu: 2 },
      ],
    },
  ],
  [
    'a kthread asleep freezably, with an unreliable stack',
    [adding('kthread', { comm: 'vhost-4300', tid: '4300', freezable: ON, reliable: '', stack: 'handle_tx' })],
    {
      cpus: 2,
      tasks: [
        { tid: 4300, comm: 'vhost-4300', kind: 'kthread', freezable: true, reliable: false, stack: ['handle_tx'] },
      ],
    },
  ],
];

describe('built in the forms', () => {
  it.each(cases)('%s', (_, steps, world) => {
    const built = steps.reduce((editing, step) => step(editing), opened({ cpus: 2, tasks: [] }));
    expect(worldOf(built.draft)).toEqual(world);
    expect(worldProblems(world)).toEqual([]);
    expect(problemsIn(saidOf(built.draft, fields))).toEqual([]);
  });
});
