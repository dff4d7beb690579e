import type { ComponentProps } from 'react';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';
import type { Command } from './Command';
import type { CommandName } from './commands';

const Given = later(async () => (await import('./Command')).Command);

interface Props extends Omit<ComponentProps<typeof Command>, 'command'> {
  readonly command: CommandName | null;
}

/** What a command opens, if one was given. */
export const OpenedCommand = ({ command, ...opened }: Props) => (
  <OpensOver onClose={opened.onClose}>{command !== null && <Given command={command} {...opened} />}</OpensOver>
);
