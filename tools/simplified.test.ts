import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../src/chart/facts';
import { boot } from '../src/kernel/boot';
import type { KernelEvent } from '../src/kernel/events';
import { library } from '../src/kernel/library';
import { policies } from '../src/kernel/policies';
import { rules } from '../src/kernel/rules';
import { updates } from '../src/kernel/updates';
import { lastStep, run } from '../src/trace/trace';
import { simplifiedIn } from '../src/words/simplified';
import { marksIn, SIMPLIFIED_FILE, simplifications, simplifiedText } from './simplified';

/** The compiler sees to it that none is missing. */
const factTypes: Readonly<Record<Fact['type'], true>> = {
  refused: true,
  tainting: true,
  symbolNotFound: true,
  parameter: true,
  nameTwice: true,
  enabling: true,
  initializing: true,
  callback: true,
  prePatchFailed: true,
  ftraceFailed: true,
  patchObjectFailed: true,
  enableFailed: true,
  canceling: true,
  starting: true,
  reversing: true,
  forcing: true,
  signaling: true,
  completing: true,
  complete: true,
  applying: true,
  aside: true,
  initForModuleFailed: true,
  applyFailed: true,
  moduleRefused: true,
  reverting: true,
  printed: true,
  stayed: true,
  stayedItself: true,
  signal: true,
  switched: true,
  counter: true,
  replaced: true,
  freed: true,
  moduleLive: true,
  initSuspicious: true,
  initWaits: true,
  kprobeNotSet: true,
  unseen: true,
  textGone: true,
  readsBeyondList: true,
  leftModule: true,
  moduleGone: true,
};

const eventTypes = new Set(Object.values(updates).flatMap(({ on }) => on));

describe('what the code marks as simplified', () => {
  it('is what the file has; `npm run simplified` collects it anew', () => {
    expect(readFileSync(SIMPLIFIED_FILE, 'utf8')).toBe(simplifiedText());
  });

  it('matters to facts, events, rules or modules that exist, under policies that exist', () => {
    const named = simplifications().flatMap(({ matters }) => matters);
    expect(named.length).toBeGreaterThan(20);
    const wrong = named.filter((entry) => {
      const [name = '', policy] = entry.split('@');
      const [what = ''] = name.split(':');
      const isThere =
        what in factTypes ||
        what in rules ||
        [...eventTypes].some((type) => type === what) ||
        library.some((module) => module.name === what);
      return !isThere || (policy !== undefined && !policies.some(({ id }) => id === policy));
    });
    expect(wrong).toEqual([]);
  });

  it('is refused when it is not whole, or has no paragraph of its own', () => {
    const mark = (text: string) => () => marksIn('x.ts', `/**\n${text}\n */\nconst x = 1;`);
    expect(
      mark(' * It is so.\n *\n * Simplified: this\n * and that.\n * Reason: it is so.\n * Matters to: tick, freed.')(),
    ).toEqual([{ file: 'x.ts', says: 'This and that.', reason: 'It is so.', matters: ['tick', 'freed'] }]);
    expect(mark(' * Simplified: this.\n * Reason: it is so.\n * Matters to: no single step.')()).toMatchObject([
      { matters: [] },
    ]);
    expect(mark(' * Simplified: this.\n * Matters to: tick.')).toThrow('belong together');
    expect(() => marksIn('x.ts', '// Simplified: this.')).toThrow('in a docstring');
  });
});

describe('the simplifications that can matter to a step', () => {
  const world = { tasks: [{ tid: 1, comm: 'systemd' }], patches: [{ name: 'p', funcs: ['f'], replace: true }] };
  const files = (policy: string, ...events: readonly KernelEvent[]): readonly string[] =>
    simplifiedIn(lastStep(run(policy, boot(world), events)), policy).map(({ file }) => file);

  it('follow from its event, its facts and their texts', () => {
    expect(files('rfc-2019', { type: 'tick' })).toEqual(['src/kernel/cpus.ts']);
    const load: KernelEvent = { type: 'insmod', module: 'p' };
    expect(files('rfc-2019', load)).toContain('src/kernel/loading.ts');
    expect(files('rfc-2019', load)).not.toContain('src/kernel/targetModule.ts');
    expect(files('rfc-2019', { type: 'insmod', module: 'test_klp_callbacks_busy' })).toContain(
      'src/kernel/targetModule.ts',
    );
  });

  it('depend on the policy where they are about one', () => {
    const force: readonly KernelEvent[] = [
      { type: 'task.call', tid: 1, func: 'f' },
      { type: 'task.sleep', tid: 1, state: 'uninterruptible' },
      { type: 'insmod', module: 'p' },
      { type: 'echo.force', patch: 'p', value: '1' },
    ];
    const asleep = [{ type: 'task.wake', tid: 1 }, ...force] as const;
    expect(files('rfc-2019', ...asleep)).toContain('src/kernel/policies/rfc2019.ts');
    expect(files('system-state', ...asleep)).toEqual([]);
  });
});
