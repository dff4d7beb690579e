import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { run } from '../trace/trace';
import { view } from '../viewer/selectors';
import { branchWords, unwritten, worldWords } from './narration';

const why = {
  kind: 'done',
  asked: 'rmmod a',
  command: null,
  meaning: 'The module loader removes `a`.',
  phaseBefore: null,
  phase: 'idle',
  refusal: null,
  answer: null,
  reading: null,
  headline: ['Then `a` went.'],
  sentences: ['First.', 'Then `a` went.'],
  path: [],
  inside: null,
  heldUp: null,
} as const;

describe('where no scenario has a sentence', () => {
  it('an own world says what is in it', () => {
    expect(worldWords({ tasks: [], cpus: [] }, 0)).toMatch(/0 tasks on 0 CPUs.* Load a module .* to begin\.$/);
    expect(worldWords({ tasks: [], cpus: [] }, 2)).toMatch(/nothing patched yet\. 2 steps to follow\.$/);
  });

  it('a branch says what was done and what came of it', () => {
    expect(branchWords(why)).toBe('rmmod a: Then a went.');
    expect(branchWords({ ...why, headline: [] })).toBe('The module loader removes a.');
  });

  it('the boot says what machine it is, and every other step what was done', () => {
    const trace = run('rfc-2019', boot({ cpus: 2, tasks: [{ tid: 1, comm: 'init' }] }), [{ type: 'attempt' }]);
    const at = (step: number) => unwritten(view({ trace, cursor: { step, micro: null } }));
    expect(at(0)).toBe('A machine of your own: 1 task on 2 CPUs, nothing patched yet. 1 step to follow.');
    expect(at(1)).toContain('No transition is running');
  });
});
