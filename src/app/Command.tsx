import { type CommandName, commands, type OpenedTool } from './commands';

/** What this command opens. */
export const Command = ({ command, ...opened }: OpenedTool & { readonly command: CommandName }) => {
  const { opens: Opens } = commands[command];
  return <Opens {...opened} />;
};
