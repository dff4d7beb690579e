import { Changed } from '../../parts/Changed';
import { lookMark } from '../../words/lookMarks';
import styles from './node.module.css';
import type { SysfsNode } from './nodes';

interface Props {
  readonly node: SysfsNode;
  readonly depth: number;
  /** The directory it is in came or went as a whole, which is said there. */
  readonly silent?: boolean;
  /** Paths of the directories that are closed. */
  readonly closed: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
}

const CHANGE_WORDS = { appeared: 'new', changed: '', gone: 'gone' } as const;

const Value = ({ node }: { readonly node: SysfsNode }) => {
  if (node.kind === 'dir') return null;
  if (node.value === null) return <span className={styles.note}>write-only</span>;
  return (
    <>
      {node.was !== null && (
        <>
          <span className={styles.was}>{node.was}</span> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <span className={styles.value}>{node.value}</span>
    </>
  );
};

const Name = ({ node, closed, onToggle }: Pick<Props, 'node' | 'closed' | 'onToggle'>) => {
  const { name, kind, path, children } = node;
  if (kind === 'file') return <span>{name}</span>;
  if (children.length === 0) return <span>{name}/</span>;
  const open = !closed.has(path);
  return (
    <button type="button" className={styles.dir} aria-expanded={open} onClick={() => onToggle(path)}>
      <span className={styles.twist} aria-hidden="true">
        {open ? '▾' : '▸'}
      </span>
      {name}/
    </button>
  );
};

/** A file with its value and mode, or a directory with what is in it. */
export const Node = ({ node, depth, silent = false, closed, onToggle }: Props) => {
  const open = !closed.has(node.path);
  const word = node.change && CHANGE_WORDS[node.change];
  return (
    <li>
      <Changed
        when={node.change !== null || (!open && node.touched)}
        className={styles.row}
        data-gone={node.change === 'gone'}
        data-kind={node.kind}
        data-look={lookMark.path(node.path)}
      >
        <code className={styles.name} style={{ paddingInlineStart: `${depth + 1}rem` }}>
          <Name node={node} closed={closed} onToggle={onToggle} />
        </code>
        <code className={styles.shown}>
          <Value node={node} />
          {word && !silent && <span className={styles.word}>{word}</span>}
        </code>
        <code className={styles.mode}>{node.mode}</code>
      </Changed>
      {open && node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Node
              key={child.path}
              node={child}
              depth={depth + 1}
              silent={node.change !== null}
              closed={closed}
              onToggle={onToggle}
            />
          ))}
        </ul>
      )}
    </li>
  );
};
