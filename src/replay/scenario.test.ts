import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { append, lastStep, start } from '../trace/trace';
import { kernelLines } from './replay';
import { loadSelfTest, selfTests } from './selfTests';

describe('the self-tests as scenarios', () => {
  it('have ids that fit into a link, each once', () => {
    const ids = selfTests.map(({ id }) => id);
    expect(new Set(ids).size).toBe(28);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('print in each step what the kernel prints there', async () => {
    let lines = 0;
    for (const { id } of selfTests) {
      const scenario = await loadSelfTest(id);
      if (scenario === null) throw new Error(id);
      let trace = start(scenario.policy ?? '', boot(scenario.world));
      for (const { event, says, expect: expected } of scenario.steps) {
        trace = append(trace, event);
        expect(says).toMatch(/^\S.*\.$/);
        expect(kernelLines(lastStep(trace))).toEqual(expected?.logs);
        lines += expected?.logs?.length ?? 0;
      }
      expect(lastStep(trace).kernel.patches).toEqual([]);
    }
    expect(lines).toBeGreaterThan(400);
  });

  it('tell a test in sentences', async () => {
    const scenario = await loadSelfTest('selftest-livepatch-basic-function-patching');
    expect(scenario?.opening).toBe(
      'One of the kernel\'s own self-tests, step by step: "basic function patching" of tools/testing/selftests/livepatch/test-livepatch.sh.',
    );
    expect(scenario?.steps.map(({ says }) => says)).toEqual([
      'insmod test_klp_livepatch.ko.',
      'The script waits until /sys/kernel/livepatch/test_klp_livepatch/transition reads 0. A second later klp_transition_work_fn() tries again. /proc/cmdline must be "test_klp_livepatch: this has been live patched".',
      'echo 0 > /sys/kernel/livepatch/test_klp_livepatch/enabled.',
      'The script waits until /sys/kernel/livepatch/test_klp_livepatch is gone. A second later klp_transition_work_fn() tries again.',
      'The script waits until /sys/kernel/livepatch/test_klp_livepatch is gone. The worker klp_free_patch_work_fn() removes the directory and drops the reference.',
      'rmmod test_klp_livepatch. /proc/cmdline must not be "test_klp_livepatch: this has been live patched".',
    ]);
  });

  it('are not there under another name', async () => {
    expect(await loadSelfTest('selftest-of-nothing')).toBeNull();
  });
});
