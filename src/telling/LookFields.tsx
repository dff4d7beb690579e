import { PANEL_NAMES } from '../scenarios/look';
import type { ScenarioStep } from '../scenarios/scenario';
import { useView } from '../session/useViewer';
import { sameJson } from '../shapes/record';
import { Chosen } from './Chosen';
import { looksIn } from './looks';

interface Props {
  readonly look: ScenarioStep['look'];
  readonly onChange: (look: ScenarioStep['look']) => void;
}

const ITSELF = 'itself';

/** Where the camera of a talk goes, and what it points at there. */
export const LookFields = ({ look, onChange }: Props) => {
  const view = useView();
  const things = look === undefined ? [] : looksIn(look.panel, view, look);
  const panels = [
    { value: ITSELF, label: 'Where the step changed something' },
    ...PANEL_NAMES.map((name) => ({ value: name, label: name })),
  ];
  return (
    <>
      <Chosen
        label="Where to look"
        value={look?.panel ?? ITSELF}
        choices={panels}
        onChange={(value) => {
          const panel = PANEL_NAMES.find((name) => name === value);
          onChange(panel && looksIn(panel, view, undefined)[0]?.look);
        }}
      />
      {things.length > 1 && (
        <Chosen
          label="At what in it"
          value={String(things.findIndex((each) => sameJson(each.look, look)))}
          choices={things.map(({ label }, at) => ({ value: String(at), label }))}
          onChange={(value) => onChange(things[Number(value)]?.look)}
        />
      )}
    </>
  );
};
