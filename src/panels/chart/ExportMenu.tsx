import type { RefObject } from 'react';
import { machineCode } from '../../chart/machineCode';
import { Button } from '../../parts/Button';
import { copyText } from '../../parts/copyText';
import { download, svgFile, textFile } from '../../parts/download';
import { ChevronIcon } from '../../parts/icons';
import { Menu } from '../../parts/Menu';
import { useAnswer } from '../../parts/useAnswer';
import type { View } from '../../viewer/contract';
import { chartSentence, chartUnder, mermaidOf, wholeDrawing } from './chartView';
import { svgFileOf } from './exportSvg';

interface Props {
  readonly view: View;
  /** Where the drawing is, if it is on the screen. */
  readonly within: RefObject<HTMLElement | null>;
  readonly drawn: boolean;
}

const MERMAID = [
  { value: 'download-mermaid', label: 'Download Mermaid', note: 'stateDiagram-v2, every phase and edge' },
  { value: 'copy-mermaid', label: 'Copy Mermaid' },
];
const MACHINE = [
  {
    value: 'download-machine',
    label: 'Download XState machine',
    note: 'For Stately’s editor: states, guards, actions',
  },
];
const SVG = [
  { value: 'download-svg', label: 'Download SVG', note: 'As it is lit now, in the colours of this theme' },
  { value: 'copy-svg', label: 'Copy SVG' },
];

/** The chart for elsewhere: a picture, or text that other tools draw. */
export const ExportMenu = ({ view, within, drawn }: Props) => {
  const [answer, say] = useAnswer();

  const name = `statechart-${view.policy.id}`;
  const mermaid = (): string => mermaidOf(chartUnder(view.policy), `livepatch core, ${view.policy.title}`);
  const svg = (): string => {
    const drawing = within.current?.querySelector<SVGSVGElement>('svg[role=img]');
    return drawing ? svgFileOf(drawing, wholeDrawing, chartSentence(view)) : '';
  };
  const copy = (text: string): void => {
    copyText(text).then(
      () => say('Copied'),
      () => say('Not copied: no clipboard'),
    );
  };
  const doIt = (what: string): void => {
    if (what === 'download-mermaid') download(`${name}.mmd`, textFile(mermaid()));
    else if (what === 'download-machine') download(`${name}.ts`, textFile(machineCode(view.policy)));
    else if (what === 'download-svg') download(`${name}.svg`, svgFile(svg()));
    else copy(what === 'copy-svg' ? svg() : mermaid());
  };
  return (
    <Menu
      label="The whole chart, as"
      trigger={
        <Button>
          <span aria-live="polite">{answer ?? 'Export'}</span>
          <ChevronIcon />
        </Button>
      }
      choices={drawn ? [...SVG, ...MERMAID, ...MACHINE] : [...MERMAID, ...MACHINE]}
      onChange={doIt}
    />
  );
};
