import { type RefObject, useEffect, useState } from 'react';
import { machineCode } from '../../chart/machineCode';
import { Button } from '../../parts/Button';
import { ChevronIcon } from '../../parts/icons';
import { Menu } from '../../parts/Menu';
import type { View } from '../../viewer/contract';
import { chartSentence, chartUnder, mermaidOf, wholeDrawing } from './chartView';
import { svgFileOf } from './exportSvg';

interface Props {
  readonly view: View;
  /** Where the drawing is, if it is on the screen. */
  readonly within: RefObject<HTMLElement | null>;
  readonly drawn: boolean;
}

const SHOWN_MS = 2500;

const download = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), SHOWN_MS);
};

const copy = async (text: string): Promise<string> => {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return 'Not copied: no clipboard';
  }
};

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
  const [answer, setAnswer] = useState<string | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);

  const name = `statechart-${view.policy.id}`;
  const mermaid = (): string => mermaidOf(chartUnder(view.policy), `livepatch core, ${view.policy.title}`);
  const svg = (): string => {
    const drawing = within.current?.querySelector<SVGSVGElement>('svg[role=img]');
    return drawing ? svgFileOf(drawing, wholeDrawing, chartSentence(view)) : '';
  };
  const doIt = async (what: string): Promise<void> => {
    if (what === 'download-mermaid') download(`${name}.mmd`, 'text/plain', mermaid());
    else if (what === 'download-machine') download(`${name}.ts`, 'text/plain', machineCode(view.policy));
    else if (what === 'download-svg') download(`${name}.svg`, 'image/svg+xml', svg());
    else setAnswer(await copy(what === 'copy-svg' ? svg() : mermaid()));
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
      onChange={(what) => void doIt(what)}
    />
  );
};
