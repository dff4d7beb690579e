import { useMemo, useState } from 'react';
import { keepsCounter } from '../../kernel/policies';
import { Panel } from '../../parts/Panel';
import { useView } from '../../session/useViewer';
import { CopyButton } from '../log/CopyButton';
import { useReveal } from '../patches/useReveal';
import { Node } from './Node';
import { grepText, sysfsTree } from './nodes';
import styles from './panel.module.css';

const LIVEPATCH = '/sys/kernel/livepatch';

/** The files an operator reads: `/sys/kernel/livepatch`, and the loaded modules in `/sys/module`. */
export const SysfsPanel = () => {
  const view = useView();
  const { kernel, before, policy } = view;
  const content = useReveal('Sysfs', view);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const nodes = useMemo(() => sysfsTree(kernel, before, policy), [kernel, before, policy]);
  const toggle = (path: string) =>
    setClosed((now) => new Set(now.has(path) ? [...now].filter((each) => each !== path) : [...now, path]));
  const livepatch = nodes.filter(({ path }) => path === LIVEPATCH);

  return (
    <Panel title="Sysfs" aside={<CopyButton label="Copy as grep -r" text={() => grepText(livepatch)} />}>
      <div ref={content}>
        {nodes.map((root) => (
          <section key={root.path} className={styles.root}>
            <h3 className={styles.path}>
              <code>{root.path}</code>
            </h3>
            {root.path === LIVEPATCH && keepsCounter(policy) && (
              <p className={styles.ours}>
                <code>latest_version</code>, <code>version</code> and <code>sticky</code> are our own names: the RFC
                adds files here without naming them.
              </p>
            )}
            {root.children.length === 0 ? (
              <p className={styles.empty}>
                {root.path === LIVEPATCH
                  ? 'Empty: no livepatch is loaded. Each one gets a directory here while it is enabled or in transition.'
                  : 'No module is loaded.'}
              </p>
            ) : (
              <ul>
                {root.children.map((node) => (
                  <Node key={node.path} node={node} depth={0} closed={closed} onToggle={toggle} />
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Panel>
  );
};
