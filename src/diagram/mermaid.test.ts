import { describe, expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import { rfc2019 } from '../kernel/policies/rfc2019';
import { diagramOf } from './diagram';
import { mermaidOf } from './mermaid';

/** What of Mermaid’s `stateDiagram-v2` is used: a title, a direction, a start, states with a description, labelled edges. */
const GRAMMAR = [
  /^---$/,
  /^title: "[^"\\]+"$/,
  /^stateDiagram-v2$/,
  /^ {2}direction LR$/,
  /^ {2}\[\*\] --> [a-z_]+$/,
  /^ {2,4}state "[^"#;:%]+" as [a-z_]+( \{)?$/,
  /^ {2}\}$/,
  /^ {2}[a-z_]+ --> [a-z_]+: [^#;:%\s][^#;:%]*$/,
  /^$/,
];

describe('the chart as Mermaid text', () => {
  it.each(policies)('is lines of the grammar, with every phase and edge of $id once', (policy) => {
    const diagram = diagramOf(policy);
    const lines = mermaidOf(diagram, policy.title).split('\n');
    expect(lines.filter((line) => !GRAMMAR.some((rule) => rule.test(line)))).toEqual([]);
    const edges = diagram.flatMap((node) => node.edges);
    const found = lines.flatMap((line) => line.match(/^ {2}([a-z_]+) --> ([a-z_]+):/)?.slice(1, 3) ?? []);
    expect(found).toEqual(edges.flatMap(({ from, to }) => [from, to]));
    const states = lines.flatMap((line) => line.match(/ as ([a-z_]+)(?: \{)?$/)?.[1] ?? []);
    expect(states).toEqual(diagram.map(({ name }) => name));
  });

  it('labels an edge with its event, its guard and what it does', () => {
    const lines = mermaidOf(diagramOf(rfc2019), 'RFC').split('\n');
    expect(lines).toContain('  klp_enable_patch --> return: ✕ versionNotNewer');
    expect(lines).toContain('  waiting --> load_module: insmod · insmod asks the module loader.');
    expect(lines).toContain('  waiting --> waiting: task.fork · ✕ tidTaken');
    expect(lines).toContain('  idle --> idle: attempt · ✕ noTransition');
    expect(lines).toContain('  do_idle --> return: otherwise · No idle task is pending.');
    expect(lines).toContain('    state "idle<br/>No transition is running." as idle');
    expect(lines[1]).toBe('title: "RFC"');
  });
});
