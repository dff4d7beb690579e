import { describe, expect, it } from 'vitest';
import { specFromTarget } from '../kernel/imageSpecs';
import { library } from '../kernel/library';
import type { TargetSpec, WideWorld } from '../kernel/world';
import { draftOf, write } from './draft';
import { saidOf } from './draftProblems';
import { fields } from './fields.testkit';
import { effectsText, readEffects } from './runningFields';

const module: TargetSpec = {
  name: 'busy',
  functions: ['work', 'show'],
  params: [{ name: 'block', type: 'bool', default: '1', mode: '0644' }],
};

const written = (field: string, text: string, of: TargetSpec = module) => {
  const world: WideWorld = { cpus: 2, tasks: [], targets: [of] };
  const draft = draftOf(world);
  const [row] = draft.targets;
  if (row === undefined) throw new Error('There is a module.');
  const next = write(row, fields.targets, field, text);
  return { row: next, said: saidOf({ ...draft, targets: [next] }, fields) };
};

const shown = (spec: TargetSpec, name: string) => fields.targets.find((field) => field.name === name)?.show(spec);

describe('what functions print and show', () => {
  it.each([
    ['show prints hello'],
    ['show prints one\\nand \\\\n\nshow prints two\nwork shows /proc/busy: 1\\n2'],
    ['show prints '],
  ])('comes back as it was written: %j', (text) => {
    const read = readEffects(text);
    if ('problem' in read) throw new Error(read.problem);
    expect(effectsText(read.value)).toBe(text);
  });

  it('is heard by the module', () => {
    const { row, said } = written('effects', 'show prints hi\nshow shows /proc/busy: is busy');
    expect(said).toEqual([]);
    expect(row.spec.effects).toEqual([{ name: 'show', log: ['hi'], path: '/proc/busy', reads: 'is busy' }]);
  });

  it.each([
    ['show says hello', /Not understood: “show says hello”\. Write/],
    ['a b\nshow prints x\nc', /“a b”, “c”/],
    ['show shows a\nshow shows b', /one text, and there are two/],
    ['nobody prints x', /no function nobody/],
  ])('says what is wrong: %j', (text, says) => {
    const { said } = written('effects', text);
    expect(said).toMatchObject([{ field: 'effects', level: 'problem' }]);
    expect(said[0]?.says).toMatch(says);
  });
});

describe('a worker and a kprobe', () => {
  it('are written in a line each', () => {
    const { row, said } = written('worker', 'kworker/1:2 in work while block');
    expect(said).toEqual([]);
    expect(row.spec.worker).toEqual({
      comm: 'kworker/1:2',
      func: 'work',
      whileParam: 'block',
      enterLog: [],
      exitLog: [],
    });
    const log = write(row, fields.targets, 'workerEnterLog', 'enters').spec;
    expect(log.worker?.enterLog).toEqual(['enters']);
    expect(write({ ...row, spec: log }, fields.targets, 'worker', '').spec.worker).toBeUndefined();
    expect(written('kprobe', 'cmdline_proc_show with block').row.spec.kprobe).toEqual({
      object: 'vmlinux',
      func: 'cmdline_proc_show',
      postHandlerParam: 'block',
    });
  });

  it.each([
    ['worker', 'kworker work', /Write comm in func while PARAM/],
    ['worker', 'kworker in work while absent', /absent/],
    ['kprobe', 'f', /Write func with PARAM/],
  ])('%s: “%s” is refused at its field', (field, text, says) => {
    const { said } = written(field, text);
    expect(said).toMatchObject([{ field, level: 'problem' }]);
    expect(said[0]?.says).toMatch(says);
  });

  it('of the library stand in the form as they are read back', () => {
    const images = library.flatMap((image) => (image.kind === 'target' ? [image] : []));
    const asked = images.filter(({ worker, kprobe, functions }) => worker || kprobe || functions.some((f) => f.effect));
    expect(asked.length).toBeGreaterThan(1);
    for (const image of asked) {
      const spec = specFromTarget(image);
      for (const name of ['effects', 'worker', 'kprobe']) {
        const text = shown(spec, name) ?? '';
        expect(written(name, text, spec).row.spec).toEqual(spec);
      }
    }
  });
});
