import { IconButton } from '../parts/IconButton';
import { CheckIcon, ToolsIcon } from '../parts/icons';
import { Menu } from '../parts/Menu';
import { useSettings } from '../session/useViewer';
import { type CommandName, isCommand, tools } from './commands';

/** Everything that is more than a click away from a step. */
export const ToolsMenu = ({ onCommand }: { readonly onCommand: (command: CommandName) => void }) => {
  const [{ guess, board }] = useSettings();
  const on: Readonly<Record<string, boolean>> = { guess, board: board === 'everything' };
  const choices = tools.map((tool) => (on[tool.value] ? { ...tool, icon: <CheckIcon /> } : tool));
  return (
    <Menu
      label="Tools"
      choices={choices}
      onChange={(value) => {
        if (isCommand(value)) onCommand(value);
      }}
      trigger={
        <IconButton label="Tools">
          <ToolsIcon />
        </IconButton>
      }
    />
  );
};
