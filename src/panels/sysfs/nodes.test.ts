import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import type { KernelEvent } from '../../kernel/events';
import { defaultPolicy } from '../../kernel/policies';
import { attempt, echo, insmod, reader, shell, worker } from '../../scenarios/builders';
import { run } from '../../trace/trace';
import { grepText, type SysfsNode, sysfsTree } from './nodes';

const PATCH = 'test_klp_version_1';

const treeAfter = (...events: readonly KernelEvent[]): readonly SysfsNode[] => {
  const { steps } = run('rfc-2019', boot({ tasks: [shell(10), reader(20)] }), events);
  const now = steps.at(-1);
  if (!now) throw new Error('a trace without a step');
  return sysfsTree(now.kernel, steps.at(-2)?.kernel ?? null, defaultPolicy);
};

const find = (nodes: readonly SysfsNode[], path: string): SysfsNode | undefined => {
  for (const node of nodes) {
    if (node.path === path) return node;
    const below = path.startsWith(`${node.path}/`) ? find(node.children, path) : undefined;
    if (below) return below;
  }
  return undefined;
};

const DIR = `/sys/kernel/livepatch/${PATCH}`;
const goesAway: readonly KernelEvent[] = [
  insmod(PATCH),
  { type: 'task.wake', tid: 20 },
  { type: 'task.user', tid: 20 },
  attempt,
  echo('0', PATCH),
  attempt,
];

describe('sysfsTree', () => {
  it('marks nothing at the boot', () => {
    expect(treeAfter().every(({ touched }) => !touched)).toBe(true);
  });

  it('marks a directory that appears, with all that is in it', () => {
    const nodes = treeAfter(insmod(PATCH));
    expect(find(nodes, DIR)).toMatchObject({ change: 'appeared', kind: 'dir', touched: true });
    expect(find(nodes, `${DIR}/enabled`)).toMatchObject({ change: 'appeared', value: '1', was: null });
    expect(find(nodes, `/sys/module/${PATCH}/refcnt`)).toMatchObject({ change: 'appeared', value: '1' });
  });

  it.each([
    ['enabled', '1', '0'],
    ['transition', '0', '1'],
  ])('gives the old and the new value of %s', (file, was, value) => {
    const nodes = treeAfter(...goesAway.slice(0, -1));
    expect(find(nodes, `${DIR}/${file}`)).toMatchObject({ change: 'changed', was, value });
    expect(find(nodes, DIR)).toMatchObject({ change: null, touched: true });
  });

  it('has no value for a file that can only be written', () => {
    expect(find(treeAfter(insmod(PATCH)), `${DIR}/force`)).toMatchObject({ value: null, mode: '--w-------' });
  });

  it('still shows, marked, what went in this step', () => {
    const nodes = treeAfter(...goesAway, worker);
    expect(find(nodes, DIR)).toMatchObject({ change: 'gone' });
    expect(find(nodes, `${DIR}/enabled`)).toMatchObject({ change: 'gone' });
    expect(find(nodes, '/sys/kernel/livepatch')).toMatchObject({ change: null, touched: true });
  });
});

describe('grepText', () => {
  it('prints path:value for every readable file, and nothing that has gone', () => {
    const text = grepText(treeAfter(insmod(PATCH)));
    expect(text).toContain(`${DIR}/enabled:1\n`);
    expect(text).not.toContain('force');
    expect(grepText(treeAfter(...goesAway, worker))).not.toContain(DIR);
  });
});
