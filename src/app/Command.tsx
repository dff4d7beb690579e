import type { Opened } from '../parts/opened';
import { type CommandName, commands } from './commands';

/** What this command opens. */
export const Command = ({ command, onClose }: Opened & { readonly command: CommandName }) => {
  const { opens: Opens } = commands[command];
  return <Opens onClose={onClose} />;
};
