import { useLayoutEffect, useState } from 'react';
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
  /** What was typed while this was fetched. */
  readonly typed: string;
  /** Opens a tool, or Share. */
  readonly onTool: (name: CommandName) => void;
}

/** Everything by its name, the tools and the themes of the top bar among it. */
export const FindCommand = ({ typed, onClose, onTool }: Props) => {
  // Once the focus is again where it was opened: it goes back there.
  const [ready, setReady] = useState(false);
  useLayoutEffect(() => setReady(true), []);
  const [, change] = useSettings();
  return (
    ready && (
      <Find
        typed={typed}
        tools={tools}
        themes={themes}
        onClose={onClose}
        onTool={(name) => isCommand(name) && onTool(name)}
        onTheme={(theme) => isTheme(theme) && change({ theme })}
      />
    )
  );
};
