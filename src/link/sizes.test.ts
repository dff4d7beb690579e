import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import { DICTIONARY } from './dictionary';
import { decode, encode, type Link } from './link';

/**
 * How long links get. Histories are drawn by a seeded generator from names of real kernels and tasks. One kind of world
 * uses names that the dictionary has, one mixes, and one has not a single name from it: there the names alone, which a
 * link cannot leave out, have about 250 characters before they are shortened.
 */

const known = { scenarioIds: ['sticky-refuses-disable'], policyIds: ['rfc-2019', 'atomic-replace', 'system-state'] };

interface Names {
  readonly patches: readonly string[];
  readonly patched: readonly string[];
  readonly frames: readonly string[];
  readonly comms: readonly string[];
}

const usual: Names = {
  patches: ['livepatch_v1', 'livepatch_v2', 'livepatch_v3'],
  patched: ['cmdline_proc_show', 'meminfo_proc_show', 'version_proc_show'],
  frames: [
    'seq_read',
    'seq_read_iter',
    'vfs_read',
    'ksys_read',
    'schedule',
    'do_nanosleep',
    'worker_thread',
    'kthread',
  ],
  comms: ['bash', 'cat', 'nginx', 'kworker/0:1', 'sshd', 'mysqld', 'top', 'postgres'],
};

const unusual: Names = {
  patches: ['kpatch_cve_2019_1125', 'kpatch_cve_2019_1126', 'kpatch_cve_2020_0543'],
  patched: ['sctp_assoc_add_peer', 'nft_set_elem_init', 'btrfs_search_slot'],
  frames: ['btrfs_lookup_inode', 'raid5d', 'snd_pcm_read', 'drm_ioctl', 'ceph_con_workfn', 'dm_submit_bio'],
  comms: [
    'varnishd',
    'zabbix_agentd',
    'influxd',
    'clickhouse-serv',
    'kworker/u64:3-events',
    'puppet',
    'squid',
    'named',
  ],
};

const mixed: Names = {
  patches: ['livepatch_net_v1', 'livepatch_net_v2', 'livepatch_net_v3'],
  patched: ['cmdline_proc_show', 'nft_set_elem_init', 'meminfo_proc_show'],
  frames: [...usual.frames, 'raid5d', 'drm_ioctl'],
  comms: ['bash', 'cat', 'varnishd', 'kworker/0:1', 'influxd', 'sshd', 'mysqld', 'squid'],
};

/** A small linear congruential generator: the same worlds in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

interface Size {
  readonly tasks: number;
  readonly steps: number;
}

function draw(names: Names, { tasks, steps }: Size, seed: number): Link {
  const roll = dice(seed);
  const one = <T>(list: readonly T[]): T => list[roll(list.length)] ?? (list[0] as T);
  const patches = names.patches.map(
    (name, index): PatchSpec => ({
      name,
      version: index + 1,
      ...(index === 1 ? { sticky: true } : {}),
      ...(index === 2 ? { replace: true } : {}),
      funcs: names.patched.slice(0, 1 + ((index + roll(2)) % 2)),
    }),
  );
  let tid = 100 + roll(2000);
  const specs = Array.from({ length: tasks }, (_, index): TaskSpec => {
    tid += 1 + (roll(2) === 0 ? 0 : roll(400));
    const where = one(['interruptible', 'uninterruptible', 'user', undefined] as const);
    const stack =
      where === 'user' ? [] : [one(names.patched), ...Array.from({ length: roll(3) }, () => one(names.frames))];
    const comm = names.comms[index % names.comms.length] ?? 'sh';
    return {
      tid,
      comm,
      ...(comm.startsWith('k') ? { kind: 'kthread' } : {}),
      ...(where ? { where } : {}),
      ...(stack.length > 0 ? { stack } : {}),
    };
  });
  const events = Array.from({ length: steps }, (): KernelEvent => {
    const task = one(specs).tid;
    const patch = one(names.patches);
    return one<() => KernelEvent>([
      () => ({ type: 'insmod', module: patch }),
      () => ({ type: 'insmod', module: patch, by: task }),
      () => ({ type: 'attempt' }),
      () => ({ type: 'attempt' }),
      () => ({ type: 'attempt' }),
      () => ({ type: 'echo.enabled', patch, value: String(roll(2)) }),
      () => ({ type: 'echo.force', patch, value: '1' }),
      () => ({ type: 'free' }),
      () => ({ type: 'rmmod', module: patch }),
      () => ({ type: 'task.call', tid: task, func: one([...names.patched, ...names.frames]) }),
      () => ({ type: 'task.return', tid: task }),
      () => ({ type: 'task.sleep', tid: task, state: one(['interruptible', 'uninterruptible'] as const) }),
      () => ({ type: 'task.wake', tid: task }),
      () => ({ type: 'task.run', tid: task, cpu: roll(4) }),
      () => ({ type: 'task.user', tid: task }),
      () => {
        // The kernel hands out thread ids in order.
        tid += 1;
        return { type: 'task.fork', tid: task, child: tid };
      },
    ])();
  });
  const world: World = { cpus: 4, tasks: specs, patches };
  return { policy: 'rfc-2019', source: { kind: 'world', world, events }, step: steps, micro: null };
}

const WORLDS = 100;
const lengths = (names: Names, size: Size): readonly number[] =>
  Array.from({ length: WORLDS }, (_, seed) => {
    const link = draw(names, size, seed);
    const hash = encode(link);
    const read = decode(hash, known);
    expect(read.ok && read.link && encode(read.link)).toBe(hash);
    return hash.length;
  }).toSorted((left, right) => left - right);

const print = (what: string, sorted: readonly number[], limit: number): void => {
  const median = sorted[WORLDS / 2];
  process.stdout.write(`link sizes: ${what}: median ${median}, longest ${sorted.at(-1)}, limit ${limit} characters\n`);
};

const small: Size = { tasks: 6, steps: 20 };
const large: Size = { tasks: 6, steps: 100 };
const crowded: Size = { tasks: 40, steps: 100 };

describe('a link is short', () => {
  it('is measured with names that the dictionary does not have', () => {
    const words = new Set(Object.values(DICTIONARY));
    expect(
      Object.values(unusual)
        .flat()
        .filter((name) => words.has(name)),
    ).toEqual([]);
    expect(
      Object.values(mixed)
        .flat()
        .filter((name) => !words.has(name)).length,
    ).toBeGreaterThan(8);
  });

  it.each([
    ['usual names', usual, small, 200],
    ['mixed names', mixed, small, 200],
    ['every name spelled out', unusual, small, 400],
    ['usual names', usual, large, 2000],
    ['every name spelled out', unusual, large, 2000],
    ['every name spelled out', unusual, crowded, 2000],
  ] as const)('for three patches: %s', (kind, names, size, limit) => {
    const sorted = lengths(names, size);
    print(`three patches, ${size.tasks} tasks, ${size.steps} steps, ${kind}`, sorted, limit);
    expect(sorted.at(-1)).toBeLessThanOrEqual(limit);
  });
});
