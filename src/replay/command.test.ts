import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayCommand } from './command';

const vectors = join(import.meta.dirname, 'vectors');
const basic = join(vectors, 'test-livepatch__basic-function-patching.json');
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
const at = (name: string): string => join(folder, name);

const run = (...args: string[]) => {
  let stdout = '';
  let stderr = '';
  const status = replayCommand(args, {
    out: (line) => {
      stdout += `${line}\n`;
    },
    err: (line) => {
      stderr += `${line}\n`;
    },
  });
  return { status, stdout, stderr };
};

/** In a shell of its own, as `npm run replay` runs it. */
const spawned = (file: string, pipe = '') => {
  const main = join(import.meta.dirname, 'main.ts');
  const command = `"${process.execPath}" --import tsx "${main}" "${file}" ${pipe}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

interface Json {
  steps: { [key: string]: unknown }[];
  expect?: string[];
}

/** A copy of a vector, changed. */
const changed = (name: string, change: (json: Json) => void): string => {
  const json: Json = JSON.parse(readFileSync(basic, 'utf8'));
  change(json);
  writeFileSync(at(name), JSON.stringify(json));
  return at(name);
};

beforeAll(() => copyFileSync(basic, at('basic.json')));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the replay command', () => {
  it('prints the kernel log and nothing else when a file expects none', () => {
    const { expect: lines = [] }: Json = JSON.parse(readFileSync(basic, 'utf8'));
    const file = changed('open.json', (json) => delete json.expect);
    expect(run(file)).toEqual({ status: 0, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' });
  });

  it.each([
    ['utf16le', (bytes: Buffer) => bytes],
    ['with the other byte first', (bytes: Buffer) => bytes.swap16()],
  ])('reads a file in UTF-16, %s', (_, order) => {
    writeFileSync(at('wide.json'), order(Buffer.from(`\uFEFF${readFileSync(basic, 'utf8')}`, 'utf16le')));
    expect(run(at('wide.json'))).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    [
      'a scenario',
      '{ "klp": 1, "steps": [] }',
      'this is a scenario, or a talk: give its file a name that ends in .klp.json',
    ],
    [
      'modules',
      '{ "modules": [] }',
      'these are modules: name their file with --modules, and beside it that of a self-test',
    ],
    ['the steps alone', '[{ "op": "tick" }]', 'expected a self-test, { "steps": [ … ] }, and not the list alone'],
    ['nothing of it', '{}', 'expected a self-test, { "steps": [ … ] }'],
    [
      'a parameter that every object has',
      '{ "steps": [{ "op": "insmod", "module": "test_klp_livepatch", "params": { "__proto__": "1" } }] }',
      'step 1.params: nothing here can be called “__proto__”: give it another name',
    ],
  ])('says of a file that is no self-test what it is: %s', (_, text, says) => {
    writeFileSync(at('other.json'), text);
    expect(run(at('other.json'))).toEqual({ status: 2, stdout: '', stderr: `${at('other.json')}: ${says}\n` });
  });

  it('says why it cannot read a file', () => {
    expect(run(at('nothing.json')).stderr).toBe(`${at('nothing.json')}: there is no such file\n`);
    expect(run(folder).stderr).toBe(`${folder}: this is a folder: name the files in it\n`);
    writeFileSync(at('half.json.gz'), gzipSync(readFileSync(basic)).subarray(0, 100));
    expect(run(at('half.json.gz')).stderr).toBe(`${at('half.json.gz')}: it is packed, and its end is missing\n`);
    writeFileSync(at('a.json'), '{ "steps": [] }');
    expect(run('--modules', at('a.json'), basic).stderr).toBe(
      `${at('a.json')}: this is a self-test, and modules are wanted here: { "modules": [ … ] }\n`,
    );
  });

  it('says where a vector stops being JSON, and which of its fields stands twice', () => {
    writeFileSync(at('half.json'), '{\n  "steps": [\n');
    expect(run(at('half.json'))).toEqual({
      status: 2,
      stdout: '',
      stderr: `${at('half.json')}: line 3, column 1: not JSON: the text ends here, and the [ of line 2 has no ] yet: the end of the file is missing\n`,
    });
    writeFileSync(at('twice.json'), '{ "steps": [{ "op": "insmod", "module": "a",\n"module": "b" }] }');
    expect(run(at('twice.json')).stderr).toBe(
      `${at('twice.json')}: steps[0]: “module” stands twice, in line 1 and in line 2, and only the last would count: keep one\n`,
    );
  });

  it('says ok for a file that comes out', () => {
    expect(run(basic)).toEqual({ status: 0, stdout: `${basic}: ok, 12 lines as expected\n`, stderr: '' });
  });

  it('prints a unified diff and fails when the log differs', () => {
    const file = changed('wrong.json', (json) => json.expect?.splice(3, 1, 'something else'));
    const { status, stdout } = run(file);
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 8)).toEqual([
      '--- expected',
      '+++ result',
      '@@ -1,7 +1,7 @@',
      ' % insmod test_modules/test_klp_livepatch.ko',
      " livepatch: enabling patch 'test_klp_livepatch'",
      " livepatch: 'test_klp_livepatch': initializing patching transition",
      '-something else',
      "+livepatch: 'test_klp_livepatch': starting patching transition",
    ]);
  });

  it('fails when a look finds something else', () => {
    const file = changed('look.json', (json) => Object.assign(json.steps[4] ?? {}, { equals: 'nothing' }));
    expect(run(file)).toMatchObject({
      status: 1,
      stdout: `${file}: step 5: /proc/cmdline must be 'nothing', found 'test_klp_livepatch: this has been live patched'\n`,
    });
  });

  it('tells how it is used when asked, and that is no error', () => {
    const { status, stdout, stderr } = run('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^usage: npm run --silent replay -- /);
    expect(run('-h').stdout).toBe(stdout);
  });

  it('prints and ends in a process as it does here', () => {
    const file = changed('process.json', (json) => {
      delete json.expect;
      Object.assign(json.steps[4] ?? {}, { equals: 'nothing' });
    });
    const here = run(file);
    expect(here).toMatchObject({ status: 1, stdout: expect.stringMatching(/./), stderr: expect.stringMatching(/./) });
    expect(spawned(file)).toEqual(here);
  });

  it('stops quietly when its reader does', () => {
    const file = changed('piped.json', (json) => delete json.expect);
    expect(spawned(file, '| true')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('says one line per file when there are several, all nineteen', () => {
    const files = readdirSync(vectors).map((name) => join(vectors, name));
    const { status, stdout } = run(...files);
    expect(stdout).toBe(files.map((file) => `ok       ${file}\n`).join(''));
    expect(files).toHaveLength(19);
    expect(status).toBe(0);
  });

  it('names file and step of what it does not know, and exits with 2', () => {
    const step = changed('step.json', (json) => Object.assign(json.steps[1] ?? {}, { op: 'dance' }));
    expect(run(step)).toMatchObject({ status: 2, stdout: '' });
    expect(run(step).stderr).toContain(`${step}: step 2: unknown operation "dance"`);
    const module = changed('module.json', (json) => Object.assign(json.steps[0] ?? {}, { module: 'nobody' }));
    expect(run(module)).toMatchObject({ status: 2, stdout: '' });
    expect(run(module).stderr).toContain(`${module}: step 1: unknown module "nobody"; known are `);
    expect(run(at('nothing.json')).status).toBe(2);
    expect(run()).toMatchObject({ status: 2, stdout: '' });
    expect(run('--policy', 'none', basic).stderr).toContain('unknown policy "none"');
  });

  it('reads the modules that lie beside a file, or those it is told', () => {
    writeFileSync(
      at('modules.json'),
      JSON.stringify({ modules: [{ name: 'mine', kind: 'target', init_log: ['hi'] }] }),
    );
    writeFileSync(at('mine.json'), JSON.stringify({ steps: [{ op: 'insmod', module: 'mine' }] }));
    expect(run(at('mine.json'))).toEqual({ status: 0, stdout: 'hi\n', stderr: '' });
    expect(run(at('basic.json')).stderr).toContain(`${at('basic.json')}: step 1: unknown module "test_klp_livepatch"`);
    const facts = join(import.meta.dirname, 'modules/selftests.json');
    expect(run('--modules', facts, at('basic.json')).status).toBe(0);
    writeFileSync(at('broken.json'), JSON.stringify({ modules: [{ name: 'mine', kind: 'target', x: 1 }] }));
    expect(run('--modules', at('broken.json'), basic)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${at('broken.json')}: modules[0]: unknown field "x"; known are name, source, note, outside, init_log, exit_log, params, init_returns, permanent, kind, functions, used_by, init_returns_param, kprobe\n`,
    });
  });
});

describe('a scenario', () => {
  const klp = (name: string, ...args: string[]): string => {
    const { status, stdout } = run('--klp', ...args);
    expect(status).toBe(0);
    writeFileSync(at(name), stdout);
    return at(name);
  };
  const recorded = join(import.meta.dirname, 'recorded', 'hand-1cpu.jsonl.gz');

  it('that a self-test was made into is played and checked', () => {
    const file = klp('basic.klp.json', basic);
    expect(run(file)).toEqual({ status: 0, stdout: `${file}: 6 of 6 expectations hold, in 6 steps\n`, stderr: '' });
    expect(run(file, basic).stdout).toBe(`ok       ${file}\nok       ${basic}\n`);
    expect(readFileSync(klp('again.klp.json', file), 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('that a recorded sequence was made into is played and checked', () => {
    const file = klp('recorded.klp.json', '--sequence', 'states-twice', recorded);
    expect(run(file)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/: (\d+) of \1 expectations hold, in \d+ steps\n$/),
      stderr: '',
    });
  });

  it('names the sequences that there are', () => {
    expect(run('--klp', recorded).stderr).toMatch(/say which with --sequence ID; there are .*states-twice/);
    expect(run('--klp', '--sequence', 'nothing', recorded).status).toBe(2);
  });

  it('that expects something else says where, and what it found', () => {
    const file = klp('wrong.klp.json', basic);
    writeFileSync(file, readFileSync(file, 'utf8').replace('patching complete', 'patching finished'));
    const { status, stdout } = run(file);
    expect(status).toBe(1);
    expect(stdout).toMatch(/steps\[1\]\.expect\.logs: must be \[.*patching finished/);
    expect(stdout).toMatch(/5 of 6 expectations hold/);
  });

  it('that expects nothing prints its log, under the policy that is asked for', () => {
    const world = { cpus: 1, tasks: [{ tid: 1, comm: 'init' }] };
    const steps = [{ event: { type: 'insmod', module: 'test_klp_livepatch' } }];
    writeFileSync(at('open.klp.json'), JSON.stringify({ klp: 1, title: 'x', world, steps }));
    const { status, stdout } = run('--policy', 'system-state', at('open.klp.json'));
    expect(status).toBe(0);
    expect(stdout).toContain("livepatch: 'test_klp_livepatch': patching complete\n");
  });

  it('that cannot be used is told what is wrong with it, and where', () => {
    writeFileSync(at('bad.klp.json'), JSON.stringify({ klp: 1, title: 'x', world: { tasks: [] }, steps: [{}] }));
    const { status, stderr } = run(at('bad.klp.json'));
    expect(status).toBe(2);
    expect(stderr).toBe(`${at('bad.klp.json')}: steps[0]: the field "event" is missing\n`);
  });
});
