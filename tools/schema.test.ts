import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { fileOfScenario, klpFileText } from '../src/file/file';
import { loadSelfTest, selfTests } from '../src/replay/selfTests';
import { loadScenario, titles } from '../src/scenarios/index';
import { SCHEMA_FILE, schemaText } from './schema';

const load = async (id: string) => (await loadSelfTest(id)) ?? loadScenario(id);

const valid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')));

describe('the published JSON Schema', () => {
  it('is what the shapes say; if not: npm run schema', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(schemaText());
  });

  it.each([...titles, ...selfTests])('is kept by the file of $id', async ({ id }) => {
    const json: unknown = JSON.parse(klpFileText(fileOfScenario(await load(id))));
    valid(json);
    expect(valid.errors ?? []).toEqual([]);
  });

  it('is kept by a talk of several, and not by one of none', () => {
    const talk = { klp: 1, talk: 'Two', scenarios: [small, small] };
    expect(valid(JSON.parse(JSON.stringify(talk)))).toBe(true);
    expect(valid({ ...talk, scenarios: [] })).toBe(false);
    expect(valid({ ...talk, scenarios: [{ ...small, more: 1 }] })).toBe(false);
  });

  const small = { klp: 1, title: 'A title', world: { tasks: [{ tid: 1, comm: 'a' }] }, steps: [] };
  it.each([
    ['no title', { ...small, title: undefined }],
    ['another form', { ...small, klp: 2 }],
    ['a field that nobody knows', { ...small, more: 1 }],
    ['an event that nobody knows', { ...small, steps: [{ event: { type: 'explode' } }] }],
    ['half a CPU', { ...small, steps: [{ event: { type: 'cpu.offline', cpu: 0.5 } }] }],
    ['a task without a name', { ...small, world: { tasks: [{ tid: 1 }] } }],
    [
      'an expectation that nobody can check',
      { ...small, steps: [{ event: { type: 'tick' }, expect: { mood: 'good' } }] },
    ],
  ])('is not kept by %s', (_, json) => {
    expect(valid(JSON.parse(JSON.stringify(small)))).toBe(true);
    expect(valid(JSON.parse(JSON.stringify(json)))).toBe(false);
  });
});
