import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { attempt, cruncher, echo, insmod, shell } from '../scenarios/builders';
import { run } from '../trace/trace';
import { view } from '../viewer/selectors';
import { brief } from './brief';
import { why } from './why';

const STICKY = 'test_klp_sticky_0';

const briefOf = (events: readonly KernelEvent[]) => {
  const trace = run('rfc-2019', boot({ tasks: [shell(10), cruncher(20, 0)] }), events);
  return brief(why(view({ trace, cursor: { step: events.length, micro: null } })));
};

describe('a step in two lines for a mail', () => {
  it('is the command and the refusal, with its rule and the values', () => {
    expect(briefOf([insmod(STICKY), { type: 'tick' }, attempt, echo('0', STICKY)])).toEqual([
      `# echo 0 > /sys/kernel/livepatch/${STICKY}/enabled`,
      expect.stringMatching(/^refused with -EPERM by stickyMayNotBeDisabled: .*sticky.*\(1\) = .*\(0\)\? no$/),
    ]);
  });

  it('is the command and what allowed it', () => {
    expect(briefOf([insmod('test_klp_version_1')])).toEqual([
      '# insmod test_klp_version_1.ko',
      expect.stringMatching(/^allowed by versionNotNewer: .*\(1\) > .*\(0\)\? yes$/),
    ]);
  });

  it('is what came of it where no rule was asked, and nothing that cannot be typed', () => {
    const lines = briefOf([insmod('test_klp_version_1'), attempt]);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^[ -~]+$/);
    expect(briefOf([])).toEqual(['boot']);
  });
});
