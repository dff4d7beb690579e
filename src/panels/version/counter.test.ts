import { describe, expect, it } from 'vitest';
import { keepsCounter, policies } from '../../kernel/policies';
import { attempt, disable, free, insmod, quiet, rmmod, sleeper, traceOf, viewAfter, viewAt } from '../panels.testkit';
import { candidates, counterCourse, counterView, courseWords } from './counter';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';

describe('the course of the counter', () => {
  const trace = traceOf(quiet, [insmod(V1), attempt, insmod(V2), attempt, disable(V2), attempt, free, rmmod(V2)]);

  it('has one value per step, up to where the reader is', () => {
    expect(counterCourse(viewAt(trace)).values).toEqual([0, 0, 1, 1, 2, 2, 1, 1, 1]);
    expect(counterCourse(viewAt(trace, 3)).values).toEqual([0, 0, 1, 1]);
  });

  it('knows which transition moved it', () => {
    expect(counterCourse(viewAt(trace)).moves).toEqual([
      { step: 2, from: 0, to: 1, patch: V1, target: 1 },
      { step: 4, from: 1, to: 2, patch: V2, target: 1 },
      { step: 6, from: 2, to: 1, patch: V2, target: 0 },
    ]);
    expect(counterCourse(viewAt(trace, 3)).moves).toHaveLength(1);
  });

  it('inside an event goes as far as the microstep', () => {
    const { microsteps } = viewAt(trace, 4).step;
    const values = microsteps.map((_, micro) => counterCourse(viewAt(trace, 4, micro)).values.at(-1));
    expect(values[0]).toBe(1);
    expect(values.at(-1)).toBe(2);
    const reasons = microsteps.map((_, micro) => counterCourse(viewAt(trace, 4, micro)).moves.length);
    expect(reasons).toEqual(values.map((value) => value));
  });

  it('is told in words', () => {
    expect(courseWords(counterCourse(viewAt(trace)))).toBe(
      'Step 0: 0. Step 2: from 0 to 1. Step 4: from 1 to 2. Step 6: from 2 to 1.',
    );
    expect(courseWords(counterCourse(viewAt(trace, 1)))).toBe('Step 0: 0. It has not moved.');
  });
});

describe('why the counter has its value', () => {
  it('names the transition whose completion moved it', () => {
    expect(counterView(viewAfter(quiet, [insmod(V1), attempt])).says).toEqual([
      `It became 1 when the patching transition of \`${V1}\` completed (step 2).`,
    ]);
  });

  it('says what stands while a transition runs, and that this is a reading', () => {
    const { says, value } = counterView(viewAfter(sleeper, [insmod(V1)]));
    expect(value).toBe(0);
    expect(says[1]).toBe(
      `The patching transition of \`${V1}\` is running: \`latest_version\` stays 0 until it completes.`,
    );
    expect(says[2]).toMatch(/^Reading 4, ours\. .*The other reading: /);
  });

  it('is marked in the step that moved it', () => {
    const trace = traceOf(quiet, [insmod(V1), attempt, free]);
    expect([0, 1, 2, 3].map((step) => counterView(viewAt(trace, step)).moved)).toEqual([false, false, true, false]);
  });

  it.each(policies.filter((policy) => !keepsCounter(policy)).map(({ id }) => id))(
    'under %s there is no counter, and the panel says so',
    (policy) => {
      const { kept, says } = counterView(viewAfter(quiet, [insmod(V1), attempt], policy));
      expect(kept).toBe(false);
      expect(says).toHaveLength(1);
      expect(says[0]).toMatch(/keeps no counter/);
    },
  );
});

describe('a policy', () => {
  it.each(policies.map((policy) => [policy.id, policy] as const))(
    '%s keeps the counter or says what there is instead',
    (_, policy) => {
      expect(policy.insteadOfACounter === null).toBe(keepsCounter(policy));
    },
  );
});

describe('what may load', () => {
  it.each(policies.map((policy) => [policy.id, policy] as const))('under %s says what is compared', (_, policy) => {
    expect(policy.question).toMatch(/[?.]$/);
  });

  it('lists every livepatch of the library: by version, opted out last', () => {
    const { kernel } = viewAfter(quiet, [insmod(V1)]);
    const list = candidates(kernel);
    expect(list.map(({ name }) => name).toSorted()).toEqual(
      kernel.library
        .filter(({ kind }) => kind === 'livepatch')
        .map(({ name }) => name)
        .toSorted(),
    );
    const versions = list.map(({ version }) => version);
    expect(versions).toEqual(
      [...versions].sort((a, b) => (a || Number.POSITIVE_INFINITY) - (b || Number.POSITIVE_INFINITY) || 0),
    );
    expect(list.filter(({ loaded }) => loaded).map(({ name }) => name)).toEqual([V1]);
    expect(candidates(kernel)).toBe(list);
  });

  it('has this machine’s own livepatches first', () => {
    const own = viewAfter({ ...quiet, patches: [{ name: 'my_fix', version: 9, funcs: ['f'] }] }, []).kernel;
    expect(candidates(own)[0]?.name).toBe('my_fix');
  });
});
