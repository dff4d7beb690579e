import { describe, expect, it } from 'vitest';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { read } from './given';
import type { Given } from './kind';

const passedIn = (...all: readonly Given[]) => read(all, { readModules, readStack }, []).passed;

const stack = `task:postgres        state:D stack:0     pid:412   tgid:412   ppid:1      flags:0x00000002
Call Trace:
 ext4_sync_file+0x4e/0x60 [ext4]
 vfs_fsync_range+0x1/0x2
`;

describe('a line that is not about a task is named by its number and its words', () => {
  it.each<[string, string, string]>([
    ['at the end of a stack', `${stack}what is this\n`, 'line 5 “what is this”'],
    ['behind a stack and its end', `${stack} </TASK>\n\nwhat is this\n`, 'line 7 “what is this”'],
    ['in the middle of a stack', stack.replace(' vfs', 'what is this\n vfs'), 'line 4 “what is this”'],
    ['before a stack', `what is this\n${stack}`, 'line 1 “what is this”'],
    ['in a log', `${stack}[ 245.9] what is this\n`, 'line 5 “what is this”'],
    ['longer than anybody reads', `${stack}${'what '.repeat(40)}\n`, `line 5 “${'what '.repeat(12)}…”`],
  ])('%s', (_, text, named) => {
    expect(passedIn({ text })).toEqual([`One line is not about a task: ${named}.`]);
  });

  it('of many the first few, and before them what is no line of a log', () => {
    const log = Array.from({ length: 1500 }, (_, at) => `[    ${at}.0] usb 1-${at}: new device\n`).join('');
    expect(passedIn({ text: `${log}${stack}what is this\n` })).toEqual([
      '1,501 lines are not about a task: line 1505 “what is this”, line 1 “usb 1-0: new device”, line 2 “usb 1-1: new device” and 1,498 more.',
    ]);
  });

  it('of one file of several', () => {
    expect(passedIn({ text: stack, name: 'a.txt' }, { text: `${stack}what is this\n`, name: 'b.txt' })).toEqual([
      'b.txt: One line is not about a task: line 5 “what is this”.',
    ]);
  });
});
