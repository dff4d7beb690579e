import { describe, expect, it } from 'vitest';
import { readEmbed, slugOf } from './options';

const NAMES = ['Loaded patches', 'Tasks', 'Why', 'Kernel log'] as const;
const read = (search: string) => readEmbed(search, NAMES, ['Why']);

describe('the address of a frame', () => {
  it.each([
    ['?embed', ['Why']],
    ['?embed=', ['Why']],
    ['?embed=why,tasks', ['Why', 'Tasks']],
    ['?embed=tasks,why,tasks', ['Tasks', 'Why']],
    ['?embed=loaded-patches%2Ckernel-log', ['Loaded patches', 'Kernel log']],
    ['?lang=en&embed=%20Kernel-Log%20,', ['Kernel log']],
  ])('%s asks for %j', (search, panels) => {
    expect(read(search)).toEqual({ panels, theme: 'system', problems: [] });
  });

  it('names a panel that is not there, with those that are, and shows the others', () => {
    expect(read('?embed=why,stack,<b>')).toEqual({
      panels: ['Why'],
      theme: 'system',
      problems: ['There is no panel “stack”, “<b>”. There are: loaded-patches, tasks, why, kernel-log.'],
    });
    expect(read('?embed=stack').panels).toEqual(['Why']);
  });

  it('may choose a theme', () => {
    expect(read('?embed&theme=dark').theme).toBe('dark');
    expect(read('?embed&theme=pink')).toMatchObject({
      theme: 'system',
      problems: ['There is no theme “pink”. There are: system, light, dark, projector, projector-dark.'],
    });
  });
});

it('a panel is called by its name, without capitals and blanks', () => {
  expect(NAMES.map(slugOf)).toEqual(['loaded-patches', 'tasks', 'why', 'kernel-log']);
});
