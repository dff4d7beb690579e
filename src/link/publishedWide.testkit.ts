/** Links of form 2 that were published, as in `published.testkit.ts`. */
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import type { Published } from './published.testkit';

const attempt: KernelEvent = { type: 'attempt' };
const insmod = (module: string, params?: Readonly<Record<string, string>>): KernelEvent => ({
  type: 'insmod',
  module,
  ...(params && { params }),
});

const callbacks = {
  pre_patch: { log: ['{module}: pre_patch_callback: {target}'], returnsParam: 'ret' },
  post_patch: { log: ['{module}: post_patch_callback: {target}'] },
  pre_unpatch: { log: ['{module}: pre_unpatch_callback: {target}'] },
  post_unpatch: { log: ['{module}: post_unpatch_callback: {target}'] },
};

const host: WideWorld = {
  cpus: 4,
  nohzFull: [2, 3],
  targets: [{ name: 'ext4', functions: ['ext4_sync_file', 'ext4_map_blocks'] }],
  symbols: [{ name: 's_next', times: 2 }],
  patches: [
    {
      name: 'fix_v1',
      funcs: ['tcp_sendmsg', 's_next,1'],
      objects: [{ name: 'ext4', funcs: [{ oldName: 'ext4_sync_file' }], callbacks }],
      params: [{ name: 'ret', type: 'int', default: '0', mode: '0644' }],
    },
  ],
  tasks: [
    { tid: 1, comm: 'systemd', stack: ['ep_poll', 'do_epoll_wait'] },
    { tid: 101, comm: 'worker', count: 28, stack: ['do_epoll_wait'] },
    {
      tid: 200,
      comm: 'postgres',
      where: 'uninterruptible',
      killable: true,
      stack: ['ext4:ext4_sync_file', 'do_fsync'],
    },
    { tid: 210, comm: 'CPU 0/KVM', userWorker: true },
    { tid: 300, comm: 'kworker/0:1', kind: 'kthread', where: 'kernel', cpu: 0 },
  ],
};

/** A livepatch whose `pre_patch` fails always, in a kernel that has no such function twice. */
const failing: WideWorld = {
  tasks: [{ tid: 101, comm: '"größe"' }],
  patches: [
    {
      name: 'p',
      funcs: [],
      objects: [{ name: 'vmlinux', funcs: [{ oldName: 'f' }], callbacks: { pre_patch: { log: [], returns: -19 } } }],
    },
  ],
};

const at = (step: number) => ({ policy: 'system-state', step, micro: null });

export const wide: readonly Published[] = [
  {
    hash: '#/own/2/system-state~2c4n2n3m.ext4.VZVps2.s-N.pwi.ret.644v.0.oAcapEl.-_pre_patch-2~c~s-~.-bl~Ibost_patch-2~c~s-~.-cl~Ieunpatch-2~c~s-~.-dl~Jfunpatch-2~c~s-~.--fB-.fix_v1.Gb~D6~m1.t1TyFEFDt99n28TXSd71Tp~A4~cE-Y-Fe.~S3f-Y.lt9TPwk89kc0T2/iNa/1g0',
    link: { ...at(2), source: { kind: 'world', world: host, events: [insmod('fix_v1'), attempt] } },
    outcome: { phase: 'patching', latestVersion: 0, listed: ['fix_v1'], refused: {} },
  },
  {
    hash: '#/own/1/system-state~2c4n2n3m.ext4.VZVps2.s-N.pwi.ret.644v.0.oAcapEl.-_pre_patch-2~c~s-~.-bl~Ibost_patch-2~c~s-~.-cl~Ieunpatch-2~c~s-~.-dl~Jfunpatch-2~c~s-~.--fB-.fix_v1.Gb~D6~m1.t1TyFEFDt99n28TXSd71Tp~A4~cE-Y-Fe.~S3f-Y.lt9TPwk89kc0T2/ipEWdN/ia8',
    link: { ...at(1), source: { kind: 'world', world: host, events: [insmod('fix_v1', { ret: '-19' })] } },
    outcome: { phase: 'idle', latestVersion: 0, listed: [], refused: { 1: 'ENODEV' } },
  },
  {
    hash: '#/own/1/system-state~2poMvcan_19--f.f.-.p.t101.~u0022gr~u00f6~u00dfe~u0022./iC/wda',
    link: { ...at(1), source: { kind: 'world', world: failing, events: [insmod('p')] } },
    outcome: { phase: 'idle', latestVersion: 0, listed: [], refused: { 1: 'ENODEV' } },
  },
];
