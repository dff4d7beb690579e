import { IconButton } from '../parts/IconButton';
import { ToolsIcon } from '../parts/icons';
import { Menu } from '../parts/Menu';
import { type CommandName, isCommand, tools } from './commands';

/** Everything that is more than a click away from a step. */
export const ToolsMenu = ({ onCommand }: { readonly onCommand: (command: CommandName) => void }) => (
  <Menu
    label="Tools"
    choices={tools}
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
