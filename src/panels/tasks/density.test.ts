import { describe, expect, it } from 'vitest';
import { densityFor } from './density';

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
