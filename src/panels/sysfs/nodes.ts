/** The files of sysfs after the current step, compared with those before it. */
import type { Kernel } from '../../kernel/model';
import type { Policy } from '../../kernel/policies';
import { type TreeNode, tree } from '../../sysfs/sysfs';

export type SysfsChange = 'appeared' | 'changed' | 'gone';

export interface SysfsNode {
  readonly name: string;
  readonly path: string;
  readonly kind: TreeNode['kind'];
  readonly mode: string;
  /** `null` for a directory, and for a file that cannot be read. */
  readonly value: string | null;
  readonly change: SysfsChange | null;
  /** The value before the step, where it was another one. */
  readonly was: string | null;
  /** Something below it, or itself, is not as before. */
  readonly touched: boolean;
  readonly children: readonly SysfsNode[];
}

const marked = (node: TreeNode, change: 'appeared' | 'gone' | null): SysfsNode => ({
  ...node,
  change,
  was: null,
  touched: change !== null,
  children: node.children.map((child) => marked(child, change)),
});

const compareNodes = (before: readonly TreeNode[], after: readonly TreeNode[]): readonly SysfsNode[] => {
  const earlier = new Map(before.map((node) => [node.name, node]));
  const names = new Set(after.map(({ name }) => name));
  const here = after.map((node) => {
    const was = earlier.get(node.name);
    return was && was.kind === node.kind ? compareNode(was, node) : marked(node, 'appeared');
  });
  const gone = before.filter(({ name }) => !names.has(name)).map((node) => marked(node, 'gone'));
  return [...here, ...gone];
};

const compareNode = (before: TreeNode, after: TreeNode): SysfsNode => {
  const children = compareNodes(before.children, after.children);
  const changed = before.value !== after.value;
  return {
    ...after,
    change: changed ? 'changed' : null,
    was: changed ? before.value : null,
    touched: changed || children.some(({ touched }) => touched),
    children,
  };
};

/** The trees below `/sys/kernel/livepatch` and `/sys/module`; what went in this step is still there, marked `gone`. */
export const sysfsTree = (kernel: Kernel, before: Kernel | null, policy: Policy): readonly SysfsNode[] => {
  const after = tree(kernel, policy);
  return before === null ? after.map((node) => marked(node, null)) : compareNodes(tree(before, policy), after);
};

const readable = (node: SysfsNode): readonly string[] => {
  if (node.change === 'gone') return [];
  const own = node.value === null ? [] : node.value.split('\n').map((line) => `${node.path}:${line}\n`);
  return [...own, ...node.children.flatMap(readable)];
};

/** What `grep -r . PATH` prints for these nodes; empty files have no line that matches. */
export const grepText = (nodes: readonly SysfsNode[]): string =>
  nodes
    .flatMap(readable)
    .filter((line) => !line.endsWith(':\n'))
    .join('');
