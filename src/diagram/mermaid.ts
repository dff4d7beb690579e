/** The chart as Mermaid text (`stateDiagram-v2`), for a README, a wiki or a mail. */
import { askWords, type Diagram, type DiagramEdge, type DiagramNode } from './diagram';

/** Characters that end a statement or begin a comment in Mermaid; `#…;` is how it escapes. */
const plain = (words: string): string =>
  words.replaceAll('#', '').replaceAll(';', ',').replaceAll(':', ' -').replaceAll('%%', '');

const labelOf = (edge: DiagramEdge): string => {
  const words = [
    edge.event ?? '',
    edge.alone && edge.guard.kind === 'otherwise' ? '' : askWords(edge),
    edge.guard.kind === 'rule' ? '' : edge.description,
  ];
  return plain(words.filter((word) => word !== '').join(' · '));
};

const named = ({ name, description }: DiagramNode): string => `state "${name}<br/>${plain(description)}" as ${name}`;

/** A phase in a line, a compound state with its phases inside. */
const stateLines = (node: DiagramNode, diagram: Diagram): readonly string[] => {
  const inside = diagram.filter(({ parent }) => parent === node.name);
  if (inside.length === 0) return [`  ${named(node)}`];
  return [`  ${named(node)} {`, ...inside.map((inner) => `    ${named(inner)}`), '  }'];
};

/** Every state in its place, then every edge, one per line, in the order of the chart. */
export const mermaidOf = (diagram: Diagram, title: string): string =>
  [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'stateDiagram-v2',
    '  direction LR',
    '  [*] --> idle',
    ...diagram.filter(({ parent }) => parent === null).flatMap((node) => stateLines(node, diagram)),
    ...diagram.flatMap(({ edges }) => edges.map((edge) => `  ${edge.from} --> ${edge.to}: ${labelOf(edge)}`)),
    '',
  ].join('\n');
