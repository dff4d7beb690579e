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

const nodeLines = ({ name, description, edges }: DiagramNode): readonly string[] => [
  `  state "${name}<br/>${plain(description)}" as ${name}`,
  ...edges.map((edge) => `  ${edge.from} --> ${edge.to}: ${labelOf(edge)}`),
];

/** Every phase and every edge, one per line, in the order of the chart. */
export const mermaidOf = (diagram: Diagram, title: string): string =>
  [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'stateDiagram-v2',
    '  direction LR',
    '  [*] --> idle',
    ...diagram.flatMap(nodeLines),
    '',
  ].join('\n');
