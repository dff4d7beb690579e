/** A display without a screen, of one's own: on a common one, each new window takes the focus from all others. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Display {
  /** As `$DISPLAY` has it. */
  readonly name: string;
  readonly close: () => Promise<void>;
}

/** Xvfb chooses a number that is free, and writes it down once it can be used. @throws when it ends before. */
export const openDisplay = async (program: string): Promise<Display> => {
  const running = spawn(program, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(running, 'exit').then(() => undefined);
  let number = '';
  for await (const part of running.stdio[3] as Readable) {
    number += String(part);
    if (number.endsWith('\n')) break;
  }
  if (number === '') throw new Error(`${program} opened no display.`);
  return {
    name: `:${number.trim()}`,
    close: async () => {
      running.kill();
      await ended;
    },
  };
};
