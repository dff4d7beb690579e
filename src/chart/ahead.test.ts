import { describe, expect, it } from 'vitest';
import { rulesAhead } from './ahead';

describe('what could refuse an event', () => {
  it('is asked on the way from the event to the return of its call, near phases first', () => {
    expect(rulesAhead('rfc-2019', 'idle', 'echo.enabled')).toEqual([
      'directoryMissing',
      'valueNotBoolean',
      'sameValue',
      'cannotReenable',
      'stickyMayNotBeDisabled',
      'transitionInProgress',
    ]);
    expect(rulesAhead('atomic-replace', 'idle', 'echo.enabled')).not.toContain('stickyMayNotBeDisabled');
    expect(rulesAhead('rfc-2019', 'patching', 'insmod')).toEqual(
      expect.arrayContaining(['versionNotNewer', 'initFails']),
    );
  });

  it('is asked at once where the phase answers itself', () => {
    expect(rulesAhead('rfc-2019', 'idle', 'attempt')).toEqual(['noTransition']);
    expect(rulesAhead('rfc-2019', 'patching', 'attempt')).toEqual([]);
  });

  it('needs a policy', () => {
    expect(() => rulesAhead('no-such-policy', 'idle', 'attempt')).toThrow();
  });
});
