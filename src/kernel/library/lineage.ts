/**
 * Livepatches of ours, to compare the policies with: each declares what every policy asks for, so that one set of modules
 * has five answers. Two products, a change that cannot be undone with its successor, and a cumulative one that knows of nothing.
 */
import type { LivepatchImage } from '../images';
import type { KlpState } from '../model';

const source = 'this project, for comparing the policies';

interface Given {
  readonly version: number;
  readonly sticky?: true;
  readonly replace?: true;
  readonly replaceSet?: number;
  readonly states?: readonly KlpState[];
  readonly funcs: readonly string[];
  readonly note: string;
}

const livepatch = (name: string, given: Given): LivepatchImage => ({
  kind: 'livepatch',
  name,
  version: given.version,
  sticky: given.sticky ?? false,
  replace: given.replace ?? false,
  replaceSet: given.replaceSet ?? 0,
  states: given.states ?? [],
  params: [],
  objects: [
    {
      name: 'vmlinux',
      funcs: given.funcs.map((oldName) => ({ oldName, newName: `livepatch_${oldName}`, sympos: 0 })),
      callbacks: {},
    },
  ],
  note: given.note,
  source,
});

export const lineageModules: readonly LivepatchImage[] = [
  livepatch('net_v1', {
    version: 1,
    replace: true,
    replaceSet: 1,
    states: [{ id: 1, version: 1 }],
    funcs: ['tcp_sendmsg', 'tcp_recvmsg'],
    note: 'Network product, first issue: set 1, state 1 in version 1.',
  }),
  livepatch('net_v2', {
    version: 2,
    replace: true,
    replaceSet: 1,
    states: [{ id: 1, version: 2 }],
    funcs: ['tcp_sendmsg', 'udp_sendmsg'],
    note: 'Network product, second issue: set 1, state 1 in version 2. It no longer patches tcp_recvmsg.',
  }),
  livepatch('disk_v1', {
    version: 1,
    replace: true,
    replaceSet: 2,
    states: [{ id: 2, version: 1 }],
    funcs: ['ext4_sync_file'],
    note: 'Storage product, first issue: set 2, state 2. It shares nothing with the network product.',
  }),
  livepatch('l1tf_v3', {
    version: 3,
    sticky: true,
    replaceSet: 3,
    states: [{ id: 3, version: 1, blockDisable: true }],
    funcs: ['vmx_vcpu_run'],
    note: 'A change that cannot be undone: sticky for the RFC, state 3 with block_disable for the series of 2025.',
  }),
  livepatch('l1tf_v4', {
    version: 4,
    replace: true,
    replaceSet: 3,
    states: [{ id: 3, version: 2 }],
    funcs: ['vmx_vcpu_run', 'vmx_handle_exit'],
    note: 'Cumulative, and knows how to undo the change: not sticky, state 3 in version 2 without block_disable.',
  }),
  livepatch('rollup_v5', {
    version: 5,
    replace: true,
    funcs: ['tcp_sendmsg'],
    note: 'Cumulative, newer than all others, and lists no state: everything rolled into one.',
  }),
];
