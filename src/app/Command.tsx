import { use, useEffect, useRef } from 'react';
import type { Opened } from '../parts/opened';
import { useStarted } from '../session/useViewer';
import { type CommandName, commands, type Does, type OpenedTool } from './commands';

/** Does it once, however often React looks at it. */
const Doing = ({ does, onClose }: Does & Opened) => {
  const act = use(does());
  const started = useStarted();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    act(started);
    onClose();
  });
  return null;
};

/** What this command opens, or does. */
export const Command = ({ command, ...opened }: OpenedTool & { readonly command: CommandName }) => {
  const entry = commands[command];
  return 'does' in entry ? <Doing does={entry.does} onClose={opened.onClose} /> : <entry.opens {...opened} />;
};
