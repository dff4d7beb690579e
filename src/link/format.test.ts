import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import { checkOf } from './alphabet';
import { allFailures } from './codeErrors';
import { DICTIONARY, REFERENCES } from './dictionary';
import { VERBS } from './events';
import { LIMITS } from './limits';
import { decode, encode } from './link';
import { ESCAPES, PIECES } from './pieces';
import * as wide from './wideWorld';
import { PATCH_FIELDS, TASK_FIELDS } from './world';

/** `FORMAT.md` is for people who make links without this code, so its tables have to be those of the code. */
const document = readFileSync(new URL('./FORMAT.md', import.meta.url), 'utf8');

/** Without the blanks and dashes that line up the columns of a table. */
const narrow = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---');

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const fieldsOf = (fields: Readonly<Record<string, { readonly syntax: string }>>): string =>
  Object.entries(fields)
    .filter(([, { syntax }]) => syntax !== '')
    .map(([name, { syntax }]) => `${name} ${code(syntax)}`)
    .join(', ');

const pairs = (entries: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
  Object.entries(entries).map(([key, meaning]) => [code(key), meaning === ' ' ? 'space' : code(meaning)]);

const fieldTable = (fields: Readonly<Record<string, { readonly syntax: string }>>): string =>
  table(
    ['field', 'written'],
    Object.entries(fields).map(([name, { syntax }]) => [name, code(syntax)]),
  );

const blocks: Readonly<Record<string, string>> = {
  events: table(
    ['letter', 'event', 'then'],
    Object.entries(VERBS).map(([type, { letter, fields }]) => [code(letter), code(type), fieldsOf(fields)]),
  ),
  patch: table(
    ['field', 'written'],
    Object.entries(PATCH_FIELDS).map(([name, { syntax }]) => [name, code(syntax)]),
  ),
  task: table(
    ['field', 'written'],
    Object.entries(TASK_FIELDS).map(([name, { syntax }]) => [name, code(syntax)]),
  ),
  machine: fieldTable(wide.MACHINE_FIELDS),
  'wide patch': fieldTable(wide.WIDE_PATCH_FIELDS),
  'wide task': fieldTable(wide.WIDE_TASK_FIELDS),
  object: fieldTable(wide.OBJECT_FIELDS),
  function: fieldTable(wide.FUNC_FIELDS),
  callback: fieldTable(wide.CALLBACK_FIELDS),
  effect: fieldTable(wide.EFFECT_FIELDS),
  parameter: fieldTable(wide.PARAM_FIELDS),
  module: fieldTable(wide.TARGET_FIELDS),
  symbol: fieldTable(wide.SYMBOL_FIELDS),
  references: table(
    ['place', 'written'],
    [
      [`0 to ${REFERENCES.one.length - 1}`, `one of ${code(REFERENCES.one)}`],
      [`the next 62`, `${code(REFERENCES.two)} and a digit in base 62`],
      [`the next 3,844`, `${code(REFERENCES.three)} and two digits in base 62`],
    ],
  ),
  dictionary: table(['token', 'name'], pairs(DICTIONARY)),
  pieces: table(['written', 'piece'], pairs(PIECES)),
  escapes: table(['after the tilde', 'character'], pairs(ESCAPES)),
  limits: table(
    ['what', 'at most'],
    Object.entries(LIMITS).map(([what, most]) => [what, String(most)]),
  ),
  failures: table(
    ['name'],
    Object.keys(allFailures).map((name) => [code(name)]),
  ),
};

describe('the description of the format', () => {
  it.each(Object.entries(blocks))('has the table of %s', (name, text) => {
    expect(narrow(document)).toContain(narrow(`<!-- ${name} -->\n\n${text}\n`));
  });

  const known = {
    scenarioIds: ['first-patch', 'sticky-refuses-disable', 'stuck-force'],
    policyIds: policies.map(({ id }) => id),
  };
  const examples = [...document.matchAll(/`(#\/[^`\s]+)`/g)].map(([, hash = '']) => hash);

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  it.each(examples)('has the example %s, which can be read and is written so', (hash) => {
    const result = decode(hash, known);
    expect(result).toMatchObject({ ok: true });
    if (result.ok && result.link) expect(encode(result.link)).toBe(hash);
  });

  it('has the right check in its worked example', () => {
    expect(document).toContain(`    #/own/2~1c4t101Tb/ib0M1a has the check ${checkOf('#/own/2~1c4t101Tb/ib0M1a')}\n`);
  });
});
