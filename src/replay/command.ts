/** The replay command: what its arguments mean, what it prints, and the exit code it ends with. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { shellError } from '../dmesg/shellError';
import { type KlpFile, klpFileText, SUFFIX } from '../file/file';
import { linesOf, playFile } from '../file/play';
import { problemText, readKlpFile, readKlpTalk } from '../file/read';
import type { ModuleImage } from '../kernel/images';
import { library, rfcModules } from '../kernel/library';
import { mergedPolicy, type Policy, policies, policyOf } from '../kernel/policies';
import type { Problem } from '../kernel/worldProblems';
import { readJson } from '../shapes/json';
import { isRecord } from '../shapes/record';
import type { Trace } from '../trace/trace';
import { fromSelftestModules, type LeftOut } from './modules/importer';
import { conform } from './recorded/conform';
import { fileOfRecording } from './recorded/file';
import { type Recording, readRecordings } from './recorded/recording';
import { differenceLines } from './recorded/report';
import { replay } from './replay';
import { reportOf } from './report';
import { fileOfVector } from './scenario';
import { parseVector, strangers, type Vector } from './vector';
import { stepName } from './vectorStep';

/** Where the lines of a command go. */
export interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The input cannot be used. */
class Unusable extends Error {}

const unusable = (file: string, problems: readonly Problem[]): Unusable =>
  new Unusable(problems.map(({ at, says }) => [file, at, says].filter((part) => part !== '').join(': ')).join('\n'));

/** In UTF-16 where its first two bytes say so, as a shell on Windows writes it. */
const decoded = (bytes: Buffer): string => {
  const mark = bytes.length % 2 === 0 ? bytes.toString('hex', 0, 2) : '';
  if (mark === 'fffe') return bytes.toString('utf16le');
  return mark === 'feff' ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('utf8');
};

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder: name the files in it',
  EACCES: 'this file may not be read',
  Z_DATA_ERROR: 'it is packed, and damaged',
  Z_BUF_ERROR: 'it is packed, and its end is missing',
};

const whyNot = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WHY[code] ?? `it cannot be read (${error instanceof Error ? error.message : code})`;
};

/** What the file says, unpacked when it is packed. */
const contentOf = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const content = isPacked ? gunzipSync(bytes) : bytes;
    return decoded(content).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Unusable(`${file}: ${whyNot(error)}`);
  }
};

const jsonFrom = (file: string): unknown => {
  const read = readJson(contentOf(file));
  if ('problems' in read) throw unusable(file, read.problems);
  return read.json;
};

const has = (json: unknown, name: string): boolean => isRecord(json) && Object.hasOwn(json, name);

/** What else it is; `null`: it may be what is wanted. */
const otherwise = (json: unknown, wanted: 'steps' | 'modules'): string | null => {
  if (has(json, 'klp')) return `this is a scenario, or a talk: give its file a name that ends in ${SUFFIX}`;
  if (has(json, wanted)) return null;
  if (has(json, 'steps')) return 'this is a self-test, and modules are wanted here: { "modules": [ … ] }';
  if (has(json, 'modules'))
    return 'these are modules: name their file with --modules, and beside it that of a self-test';
  const isList = Array.isArray(json) ? ', and not the list alone' : '';
  return `expected ${wanted === 'steps' ? 'a self-test' : 'modules'}, { "${wanted}": [ … ] }${isList}`;
};

const jsonOf = (file: string, wanted: 'steps' | 'modules'): unknown => {
  const json = jsonFrom(file);
  const other = otherwise(json, wanted);
  if (other !== null) throw new Unusable(`${file}: ${other}`);
  return json;
};

interface Disk {
  readonly modules: readonly ModuleImage[];
  readonly leftOut: readonly LeftOut[];
}

/** The self-test modules of the file, beside the RFC's own. */
const diskFrom = (file: string): Disk => {
  const imported = fromSelftestModules(jsonOf(file, 'modules'), library);
  if ('problems' in imported) throw unusable(file, imported.problems);
  const names = new Set(imported.modules.map(({ name }) => name));
  return {
    modules: [...rfcModules.filter(({ name }) => !names.has(name)), ...imported.modules],
    leftOut: imported.leftOut,
  };
};

const diskFor = (file: string, modules: string | undefined): Disk => {
  const beside = modules ?? join(dirname(file), 'modules.json');
  return modules !== undefined || existsSync(beside) ? diskFrom(beside) : { modules: library, leftOut: [] };
};

const vectorFrom = (file: string, { modules, leftOut }: Disk): Vector => {
  const parsed = parseVector(jsonOf(file, 'steps'));
  if ('problems' in parsed) throw unusable(file, parsed.problems);
  const unknown = strangers(parsed.vector, modules).map(({ at, says }) => {
    const left = leftOut.find(({ name }) => says.includes(`"${name}"`));
    return { at, says: left === undefined ? says : `unknown module "${left.name}": ${left.because}` };
  });
  if (unknown.length > 0) throw unusable(file, unknown);
  return parsed.vector;
};

const usage = `usage: npm run --silent replay -- [--policy ID] [--modules FILE] FILE…
       npm run --silent replay -- --klp [--sequence ID] FILE
FILE: a scenario or a talk (${SUFFIX}), a self-test as a vector (.json), or sequences recorded from a running kernel (.jsonl);
      each may be packed (.gz)
--klp: writes the self-test, or the sequence with this ID, as a scenario that the app can open
policies: ${policies.map(({ id }) => id).join(', ')}`;

interface Asked {
  readonly help: boolean;
  readonly files: readonly string[];
  /** `null` when none is asked for. */
  readonly policy: Policy | null;
  readonly modules: string | undefined;
  /** Converts instead of playing. */
  readonly klp: boolean;
  readonly sequence: string | undefined;
}

const asked = (args: readonly string[]): Asked => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        modules: { type: 'string' },
        klp: { type: 'boolean' },
        sequence: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const policy = values.policy === undefined ? null : policyOf(values.policy);
    if (policy === undefined) throw new Unusable(`unknown policy "${values.policy}"\n${usage}`);
    const { help = false, klp = false, modules, sequence } = values;
    const wrongNumber = klp ? positionals.length !== 1 : positionals.length === 0;
    if (wrongNumber && !help) throw new Unusable(usage);
    return { help, files: positionals, policy, modules, klp, sequence };
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${error instanceof Error ? error.message : 'wrong arguments'}\n${usage}`);
  }
};

/** A file of sequences that a running kernel played, one line of JSON each. */
const isRecorded = (file: string): boolean => /\.jsonl(\.gz)?$/.test(file);

const recordingsFrom = (file: string): readonly Recording[] => {
  const read = readRecordings(contentOf(file));
  if (!('recordings' in read)) throw unusable(file, [read]);
  return read.recordings;
};

/** Plays every sequence of the file. @returns whether all came out as on the running kernel. */
const playRecorded = (file: string, { out }: Output): boolean => {
  const recordings = recordingsFrom(file);
  const differing = recordings.flatMap((recording) => {
    const differences = conform(recording);
    return differences.length === 0 ? [] : [{ recording, differences }];
  });
  for (const { recording, differences } of differing)
    for (const line of differenceLines(recording, differences)) out(line);
  const total = recordings.length;
  out(`${file}: ${total - differing.length} of ${total} sequences as on the running kernel`);
  return differing.length === 0;
};

const isKlpFile = (file: string): boolean => file.replace(/\.gz$/, '').endsWith(SUFFIX);

const klpFileFrom = (file: string): KlpFile => {
  const read = readKlpFile(contentOf(file));
  if ('problems' in read) throw unusable(file, read.problems);
  return read.file;
};

/** The scenarios of a file, each with what it is called in what is printed: a talk has several. */
const scenariosIn = (file: string): readonly { readonly name: string; readonly scenario: KlpFile }[] => {
  const read = readKlpTalk(contentOf(file));
  if (read === null) return [{ name: file, scenario: klpFileFrom(file) }];
  if ('problems' in read) throw unusable(file, read.problems);
  return read.talk.scenarios.map((scenario, at) => ({ name: `${file}: ${at + 1}. ${scenario.title}`, scenario }));
};

/** What the commands of the steps print when they fail: it is in no kernel log. */
const failures = ({ steps }: Trace): readonly string[] =>
  steps.flatMap(({ event, refusal }, index) => {
    const printed = event === null ? null : shellError(event, refusal);
    return printed === null ? [] : [`${stepName(index - 1)}: ${printed}`];
  });

/** Plays what is in it; what expects nothing prints its log. @returns whether everything that is expected holds. */
const playKlpFile = (file: string, policy: Policy | null, { out, err }: Output): boolean => {
  const played = scenariosIn(file).map(({ name, scenario }): boolean => {
    const { trace, checked, unmet } = playFile(scenario, policy?.id);
    for (const problem of unmet) out(`${name}: ${problemText(problem)}`);
    if (checked === 0) {
      for (const line of trace.steps.flatMap(linesOf)) out(line);
      for (const failed of failures(trace)) err(`${name}: ${failed}`);
    } else
      out(`${name}: ${checked - unmet.length} of ${checked} expectations hold, in ${trace.steps.length - 1} steps`);
    return unmet.length === 0;
  });
  return played.every(Boolean);
};

/** The self-test or the recorded sequence as a scenario. */
const asKlpFile = (file: string, { sequence, modules }: Asked): KlpFile => {
  if (isKlpFile(file)) return klpFileFrom(file);
  if (!isRecorded(file)) return fileOfVector(vectorFrom(file, diskFor(file, modules)));
  const recordings = recordingsFrom(file);
  const wanted = recordings.find(({ id }) => id === sequence);
  if (wanted !== undefined) return fileOfRecording(wanted);
  const asked = sequence === undefined ? 'say which with --sequence ID' : `there is no sequence "${sequence}"`;
  throw new Unusable(`${file}: ${asked}; there are ${recordings.map(({ id }) => id).join(', ')}`);
};

/** Plays one file. @returns whether it came out as demanded. */
const playAlone = (file: string, { policy, modules }: Asked, output: Output): boolean => {
  if (isRecorded(file)) return playRecorded(file, output);
  if (isKlpFile(file)) return playKlpFile(file, policy, output);
  const { out, err } = output;
  const disk = diskFor(file, modules);
  const vector = vectorFrom(file, disk);
  const played = replay(vector, { policy: policy ?? mergedPolicy, library: disk.modules });
  const { ok, diff, differences } = reportOf(vector, played);
  if (vector.expect === null) {
    for (const line of played.log) out(line);
    for (const difference of differences) err(`${file}: ${difference}`);
  } else {
    if (diff !== '') out(diff.trimEnd());
    for (const difference of differences) out(`${file}: ${difference}`);
    if (ok) out(`${file}: ok, ${played.log.length} lines as expected`);
  }
  return ok;
};

/** One line per file. @returns the exit code for it. */
const playAmongOthers = (file: string, { policy, modules }: Asked, output: Output): 0 | 1 | 2 => {
  const { out, err } = output;
  try {
    if (isRecorded(file)) return playRecorded(file, output) ? 0 : 1;
    if (isKlpFile(file)) {
      const unmet = scenariosIn(file).flatMap(({ scenario }) => playFile(scenario, policy?.id).unmet);
      out(unmet.length === 0 ? `ok       ${file}` : `differs  ${file}: ${unmet.map(problemText).join('; ')}`);
      return unmet.length === 0 ? 0 : 1;
    }
    const disk = diskFor(file, modules);
    const vector = vectorFrom(file, disk);
    const played = replay(vector, { policy: policy ?? mergedPolicy, library: disk.modules });
    const { ok, diff, differences } = reportOf(vector, played);
    const what = [...(diff === '' ? [] : ['the log']), ...differences].join('; ');
    out(ok ? `ok       ${file}` : `differs  ${file}: ${what}`);
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    err(error.message);
    return 2;
  }
};

/** Plays the files. @returns the exit code. */
export const replayCommand = (args: readonly string[], output: Output): number => {
  try {
    const wanted = asked(args);
    if (wanted.help) {
      output.out(usage);
      return 0;
    }
    const [only, ...others] = wanted.files;
    if (only !== undefined && wanted.klp) {
      output.out(klpFileText(asKlpFile(only, wanted)).trimEnd());
      return 0;
    }
    if (only !== undefined && others.length === 0) return playAlone(only, wanted, output) ? 0 : 1;
    return Math.max(...wanted.files.map((file) => playAmongOthers(file, wanted, output)));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    output.err(error.message);
    return 2;
  }
};
