import { describe, expect, it } from 'vitest';
import { PANEL_NAMES } from '../scenarios/look';
import { GROUPS, groupOf, openIn, tabsOf, type Wishes } from './groups';

const nothing: Wishes = { here: {}, look: null, kept: {}, roomy: false };
const { machine, files } = GROUPS;

describe('four panels are always in sight', () => {
  it('and they are in no group', () => {
    const always = PANEL_NAMES.filter((panel) => groupOf(panel) === null);
    expect(always).toEqual(['Loaded patches', 'Tasks', 'Why', 'Version counter']);
    expect(groupOf('Tasks')).toBeNull();
    expect(groupOf('Sysfs')).toBe(files);
  });
});

describe('the panel of a group that stands open', () => {
  it('is none where there is little room, and the first where there is', () => {
    expect(openIn(machine, nothing)).toBeNull();
    expect(openIn(machine, { ...nothing, roomy: true })).toBe('Statechart');
  });

  it('is the one that the step is about', () => {
    expect(openIn(machine, { ...nothing, look: 'Functions' })).toBe('Functions');
    expect(openIn(files, { ...nothing, look: 'Functions' })).toBeNull();
  });

  it('is what the reader chose before, where the step says nothing', () => {
    const kept = { machine: 'Module library', files: 'folded' } as const;
    expect(openIn(machine, { ...nothing, kept })).toBe('Module library');
    expect(openIn(files, { ...nothing, kept, roomy: true })).toBeNull();
    expect(openIn(machine, { ...nothing, kept, look: 'Functions' })).toBe('Functions');
  });

  it('is what the reader chose at this step, whatever the step says', () => {
    expect(openIn(machine, { ...nothing, look: 'Functions', here: { machine: 'folded' } })).toBeNull();
    expect(openIn(files, { ...nothing, look: 'Kernel log', here: { files: 'Sysfs' } })).toBe('Sysfs');
  });
});

describe('what is kept', () => {
  it('is read back, without what is no panel of the group', () => {
    expect(tabsOf({ machine: 'Functions', files: 'folded', more: 'Tasks' })).toEqual({
      machine: 'Functions',
      files: 'folded',
    });
    expect(tabsOf({ machine: 'Tasks', files: '' })).toEqual({});
  });
});
