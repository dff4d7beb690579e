/** Everywhere that a task can be, of each kind, inside a function that a livepatch is about to replace. */
import type { WideTaskSpec } from './world';

export interface Where {
  readonly name: string;
  readonly tid: number;
  readonly spec: (func: string) => WideTaskSpec;
}

const KINDS: readonly (Partial<WideTaskSpec> & { readonly tid: number; readonly comm: string })[] = [
  { tid: 1, comm: 'systemd' },
  { tid: 200, comm: 'db' },
  { tid: 300, comm: 'vhost-200', userWorker: true },
  { tid: 400, comm: 'kworker', kind: 'kthread' },
];

const PLACES: readonly Partial<WideTaskSpec>[] = [
  { where: 'interruptible' },
  { where: 'uninterruptible' },
  { where: 'uninterruptible', killable: true },
  { where: 'runnable' },
  { where: 'stopped' },
  { where: 'kernel', cpu: 1 },
];

export const WHEREABOUTS: readonly Where[] = KINDS.flatMap((kind) =>
  PLACES.map(({ where, ...place }) => ({
    name: `${kind.comm} ${where}${place.killable ? ', killably' : ''}`,
    tid: kind.tid,
    spec: (func) => ({ ...kind, ...place, ...(where && { where }), stack: [func, 'vfs_read'] }),
  })),
);
