import { describe, expect, it } from 'vitest';
import type { Why } from '../words/why';
import { outcomeWords, phaseWords } from './words';

const why: Why = {
  kind: 'done',
  asked: 'insmod a.ko',
  command: 'insmod a.ko',
  meaning: '',
  phaseBefore: 'idle',
  phase: 'patching',
  refusal: null,
  answer: null,
  reading: null,
  headline: ['Not switched: `cat:7` is running.'],
  sentences: ['`a` begins.', 'Not switched: `cat:7` is running.'],
  path: [],
  inside: null,
  heldUp: null,
};

describe('what is said aloud after a step', () => {
  it('is its outcome, without typography', () => {
    expect(outcomeWords(2, why)).toBe('Step 2: insmod a.ko: Not switched: cat:7 is running.');
  });

  it('is the refusal with its errno and reason', () => {
    const refusal = {
      refused: true,
      rule: 'versionNotNewer',
      errno: 'EINVAL',
      because: '1 is not newer than 2.',
      wayOut: '',
      compared: [],
      source: {},
    } as const;
    expect(outcomeWords(3, { ...why, kind: 'refused', refusal })).toBe(
      'Step 3: insmod a.ko: refused with EINVAL. 1 is not newer than 2.',
    );
    expect(outcomeWords(3, { ...why, kind: 'refused', refusal: { ...refusal, errno: null } })).toContain(
      'refused. 1 is',
    );
  });

  it('tells the microstep while inside', () => {
    expect(outcomeWords(2, { ...why, inside: { at: 3, of: 7 } })).toMatch(/^Inside step 2, 3 of 7:/);
  });

  it('is short at the boot and when nothing is reported', () => {
    expect(outcomeWords(0, { ...why, kind: 'boot', asked: 'boot' })).toBe('Step 0: boot.');
    expect(outcomeWords(1, { ...why, headline: [] })).toBe('Step 1: insmod a.ko: done.');
  });
});

describe('phases in words', () => {
  it('are kernel functions while one is running', () => {
    expect(phaseWords('klp_init_patch')).toBe('klp_init_patch()');
    expect(phaseWords('return')).toBe('back to the caller');
    expect(phaseWords('idle')).toBe('no transition is running');
    expect(phaseWords('unpatching')).toBe('unpatching goes on');
  });
});
