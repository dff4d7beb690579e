import { OpenedMenu } from '../parts/OpenedMenu';
import type { OpenedPopupProps } from '../parts/OpenedPopup';
import { useSettings } from '../session/useViewer';
import { type CommandName, isCommand, tools } from './commands';

interface Props extends OpenedPopupProps {
  readonly onCommand: (command: CommandName) => void;
}

/** The Tools menu from its first opening on. */
export const OpenedTools = ({ onCommand, ...popup }: Props) => {
  const [{ guess, board }] = useSettings();
  const on: Readonly<Record<string, boolean>> = { guess, board: board === 'everything' };
  const choices = tools.map((tool) => {
    const checked = on[tool.value];
    return checked === undefined ? tool : { ...tool, checked };
  });
  return (
    <OpenedMenu
      {...popup}
      label="Tools"
      choices={choices}
      onChange={(value) => {
        if (isCommand(value)) onCommand(value);
      }}
    />
  );
};
