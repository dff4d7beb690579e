import { DropdownMenu } from 'radix-ui';
import menu from '../../parts/menu.module.css';
import { OpenedPopup, type OpenedPopupProps } from '../../parts/OpenedPopup';
import { usePreview } from '../../session/usePreview';
import { useVerbs, useView } from '../../session/useViewer';
import { cpuVerbs } from './verbs';

const CpuItems = () => {
  const { kernel } = useView();
  const { act } = useVerbs();
  const preview = usePreview();
  return cpuVerbs(kernel).map(({ label, event }) => {
    const verdict = preview(event);
    return (
      <DropdownMenu.Item key={label} className={menu.item} onSelect={() => act(event)}>
        <span className={menu.words}>
          {label}
          {verdict?.refused && <span className={menu.note}>Would be refused: {verdict.because}</span>}
        </span>
      </DropdownMenu.Item>
    );
  });
};

/** The menu of the CPUs, from its first opening on. */
export const OpenedCpuMenu = (popup: OpenedPopupProps) => (
  <OpenedPopup {...popup}>
    <DropdownMenu.Label className={menu.label}>CPUs come and go</DropdownMenu.Label>
    <CpuItems />
  </OpenedPopup>
);
