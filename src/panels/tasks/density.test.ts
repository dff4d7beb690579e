import { describe, expect, it } from 'vitest';
import { briefAmong, type Concern, densityFor } from './density';

describe('lanes', () => {
  it('are whole where all of them have room', () => {
    expect(densityFor({ waiting: 1, changed: 1, rest: 4 }, 25)).toEqual({ brief: false, tight: false });
  });

  it('that the step does not concern make room for those that it does', () => {
    expect(densityFor({ waiting: 1, changed: 1, rest: 6 }, 25)).toEqual({ brief: true, tight: false });
  });

  it('that changed are brief where many did', () => {
    expect(densityFor({ waiting: 1, changed: 9, rest: 2 }, 25)).toEqual({ brief: true, tight: true });
  });

  it('are whole until the room is known', () => {
    expect(densityFor({ waiting: 9, changed: 9, rest: 9 }, 0)).toEqual({ brief: false, tight: false });
  });
});

it.each<[height: number, zoom: number, brief: readonly Concern[]]>([
  [400, 1, []],
  [340, 1, ['rest']],
  [680, 2, ['rest']],
  [200, 1, ['changed', 'rest']],
])('in %i pixels, with text %i times as large, these are brief: %s', (height, zoom, brief) => {
  const isBrief = briefAmong(['waiting', 'changed', 'changed', 'rest', 'rest'], height, zoom);
  expect((['waiting', 'changed', 'rest'] as const).filter(isBrief)).toEqual(brief);
});
