import { type ComponentProps, lazy, Suspense } from 'react';
import type { Command } from './Command';
import type { CommandName } from './commands';

const Given = lazy(async () => ({ default: (await import('./Command')).Command }));

interface Props extends Omit<ComponentProps<typeof Command>, 'command'> {
  readonly command: CommandName | null;
}

/** What a command opens, if one was given. */
export const OpenedCommand = ({ command, ...opened }: Props) => (
  <Suspense>{command !== null && <Given command={command} {...opened} />}</Suspense>
);
