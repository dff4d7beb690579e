import { describe, expect, it } from 'vitest';
import type { WidePatchSpec } from '../kernel/world';
import { fields } from './fields.testkit';

const field = (wanted: string) => {
  const found = fields.patches.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no field ${wanted}`);
  return found;
};

const plain: WidePatchSpec = { name: 'fix', funcs: ['vfs_read'] };

const put = (name: string, text: string, spec: WidePatchSpec): WidePatchSpec => {
  const read = field(name).read(text, spec);
  if (!('spec' in read)) throw new Error(JSON.stringify(read));
  return read.spec;
};

describe('a refusal of the loader', () => {
  it.each([
    ['vermagic', { builtFor: '6.12.0 SMP preempt mod_unload modversions' }],
    ['symbolVersion', { symbol: '_printk' }],
    ['unknownSymbol', { symbol: 'not_exported' }],
  ])('by %s names something from the start', (about, names) => {
    expect(put('complaint', about, plain).complaint).toEqual({ about, ...names });
  });

  it('keeps what was written when the reason changes, and not what nobody wrote', () => {
    const written = put('complains', 'mutex_lock', put('complaint', 'unknownSymbol', plain));
    expect(put('complaint', 'symbolVersion', written).complaint).toEqual({
      about: 'symbolVersion',
      symbol: 'mutex_lock',
    });
    const usual = put('complaint', 'unknownSymbol', put('complaint', 'vermagic', plain));
    expect(usual.complaint).toEqual({ about: 'unknownSymbol', symbol: 'not_exported' });
  });

  it('about nothing is told at its field', () => {
    expect(field('complains').read(' ', put('complaint', 'symbolVersion', plain))).toEqual({
      problem: 'The loader names it: _printk, for example.',
    });
  });
});
