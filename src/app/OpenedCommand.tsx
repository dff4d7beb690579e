import { lazy, Suspense } from 'react';
import type { CommandName } from './commands';

const Command = lazy(async () => ({ default: (await import('./Command')).Command }));

interface Props {
  readonly command: CommandName | null;
  readonly onClose: () => void;
}

/** What a command opens, if one was given. */
export const OpenedCommand = ({ command, onClose }: Props) => (
  <Suspense>{command !== null && <Command command={command} onClose={onClose} />}</Suspense>
);
