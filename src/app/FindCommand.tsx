import { Find } from '../find/Find';
import type { Opened } from '../parts/opened';
import { useSettings } from '../session/useViewer';
import { type CommandName, isCommand, tools } from './commands';
import { CHOICES, isTheme } from './ThemeMenu';

const themes = CHOICES.map(({ label, ...choice }) => ({
  value: choice.value,
  label: `Theme: ${label.toLowerCase()}`,
  ...('note' in choice && { note: choice.note }),
}));

interface Props extends Opened {
  /** Opens a tool, or Share. */
  readonly onTool: (name: CommandName) => void;
}

/** Everything by its name, the tools and the themes of the top bar among it. */
export const FindCommand = ({ onClose, onTool }: Props) => {
  const [, change] = useSettings();
  return (
    <Find
      tools={tools}
      themes={themes}
      onClose={onClose}
      onTool={(name) => isCommand(name) && onTool(name)}
      onTheme={(theme) => isTheme(theme) && change({ theme })}
    />
  );
};
