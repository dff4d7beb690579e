import { describe, expect, it } from 'vitest';
import { library } from '../kernel/library';
import { policyOf } from '../kernel/policies';
import type { Replay } from './replay';
import { replay } from './replay';
import { reportOf } from './report';
import { readVector, selfTests } from './selfTests';
import { parseVector, strangers, type Vector } from './vector';

const systemState = policyOf('system-state');
if (systemState === undefined) throw new Error('no such policy');

const vectorOf = (json: unknown): Vector => {
  const parsed = parseVector(json);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.vector;
};

const play = (json: unknown): { readonly vector: Vector; readonly played: Replay } => {
  const vector = vectorOf(json);
  return { vector, played: replay(vector, { policy: systemState }) };
};

const byHand = (json: unknown): boolean => JSON.stringify(json).includes('"transcribed":"by hand"');

interface Count {
  files: number;
  lines: number;
  steps: number;
  looks: number;
  waits: number;
  errors: number;
}

/** Plays all files of one kind, each of which must come out byte for byte, and counts what was compared. */
const playAll = async (wanted: (json: unknown) => boolean): Promise<Count> => {
  const count: Count = { files: 0, lines: 0, steps: 0, looks: 0, waits: 0, errors: 0 };
  for (const test of selfTests) {
    const json = await readVector(test.id);
    if (!wanted(json)) continue;
    const { vector, played } = play(json);
    expect(strangers(vector, library)).toEqual([]);
    expect(played.differences, test.id).toEqual([]);
    expect(played.log.join('\n'), test.id).toBe(vector.expect?.join('\n'));
    count.files += 1;
    count.lines += played.log.length;
    count.steps += vector.steps.length;
    for (const { action } of vector.steps) {
      if (action.op === 'wait') count.waits += 1;
      else if (action.op !== 'insmod' && action.op !== 'rmmod' && action.op !== 'write') count.looks += 1;
      if ('error' in action && action.error !== null) count.errors += 1;
    }
  }
  return count;
};

describe('the self-tests of the kernel', () => {
  it('come out byte for byte: the 19 vectors, with every look, wait and error', async () => {
    expect(await playAll((json) => !byHand(json))).toEqual({
      files: 19,
      lines: 443,
      steps: 306,
      looks: 40,
      waits: 175,
      errors: 2,
    });
  });

  it('come out byte for byte: those transcribed by hand', async () => {
    expect(await playAll(byHand)).toEqual({ files: 9, lines: 211, steps: 143, looks: 12, waits: 84, errors: 4 });
  });
});

describe('a vector that demands something else', () => {
  interface Json {
    readonly steps: readonly { readonly [key: string]: unknown }[];
    readonly expect: readonly string[];
  }

  /** Every way to change one value of one step so that it is wrong. */
  const mutations = (json: Json): unknown[] => {
    const changed: unknown[] = [];
    json.steps.forEach((step, index) => {
      const put = (fields: object) => changed.push({ ...json, steps: json.steps.with(index, { ...step, ...fields }) });
      const inModules = `${step.path}`.startsWith('/sys/module/');
      if (step.op === 'read' || step.what === 'mode') put({ expect: 'something else' });
      if (step.what === 'count_livepatches') put(step.op === 'wait' ? { until: 7 } : { expect: 7 });
      if (step.what === 'proc_read' && 'equals' in step) put({ equals: 'something else' });
      if (step.op === 'wait' && step.until === 'exists') put({ until: 'gone' });
      if (step.op === 'wait' && step.until === 'gone' && inModules) put({ until: 'exists' });
      if (step.op === 'wait' && step.what === 'refcnt') put({ until: '5' });
      if ('log_after' in step) put({ log_after: ['something else'] });
      if (step.op === 'insmod_fail') put({ error: 'EPERM' });
      if (step.op === 'insmod') put({ op: 'insmod_fail', error: 'EINVAL' });
      if (step.op === 'rmmod') put({ op: 'rmmod_fail', error: 'EAGAIN' });
    });
    return changed;
  };

  it('never comes out', async () => {
    const tried = { logs: 0, steps: 0 };
    for (const test of selfTests) {
      const json: Json = JSON.parse(JSON.stringify(await readVector(test.id)));
      const { vector, played } = play(json);
      json.expect.forEach((line, index) => {
        for (const expected of [json.expect.toSpliced(index, 1), json.expect.with(index, `${line} `)]) {
          expect(reportOf({ ...vector, expect: expected }, played).diff).toContain('@@');
          tried.logs += 1;
        }
      });
      for (const changed of mutations(json)) {
        const other = play(changed);
        expect(reportOf(other.vector, other.played).ok, JSON.stringify(changed)).toBe(false);
        tried.steps += 1;
      }
    }
    expect(tried).toEqual({ logs: 2 * (443 + 211), steps: 354 });
  });
});
