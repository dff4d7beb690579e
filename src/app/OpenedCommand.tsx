import { Suspense } from 'react';
import { type CommandName, commands } from './commands';

interface Props {
  readonly command: CommandName | null;
  readonly onClose: () => void;
}

/** What a command opens, if one was given. */
export const OpenedCommand = ({ command, onClose }: Props) => {
  const Opened = command === null ? null : commands[command].opens;
  return <Suspense>{Opened !== null && <Opened onClose={onClose} />}</Suspense>;
};
