import { describe, expect, it } from 'vitest';
import { readModules } from '../source/readModules';
import { writeModule } from '../source/writeModule';
import { saidOf } from './draftProblems';
import { type Editing, opened, takeBack, type } from './editing';
import { fields } from './fields.testkit';
import { dropCode, isCurrent, isUnread, typeCode } from './typedCode';

const fix = { name: 'fix', version: 1, funcs: ['cmdline_proc_show'] };
const begun = opened({ tasks: [], patches: [fix] });
const rowIn = ({ draft }: Editing) => {
  const [row] = draft.patches;
  if (row === undefined) throw new Error('no livepatch');
  return row;
};
const { key } = rowIn(begun);
const typed = (text: string, editing = begun): Editing =>
  typeCode(editing, fields.patches, key, text, readModules(text));
const said = ({ draft }: Editing) =>
  saidOf(draft, fields)
    .filter(({ field }) => field === 'code')
    .map(({ level, says }) => `${level}: ${says}`);
const c = writeModule(fix);

describe('C that is typed', () => {
  it('is the row, and stands there as it was typed', () => {
    const text = `${c}\n/* mine */\n`.replaceAll('cmdline_proc_show', 'meminfo_proc_show');
    const row = rowIn(typed(text));
    expect(row.spec.funcs).toContain('meminfo_proc_show');
    expect([row.code?.text, isCurrent(row), isUnread(row)]).toEqual([text, true, false]);
    expect(said(typed(text))).toEqual([]);
  });

  it('and in which no livepatch is, is kept at its row, which says so and is what it was', () => {
    const editing = typed('no C at all');
    expect(rowIn(editing)).toMatchObject({ spec: fix, code: { text: 'no C at all' } });
    expect(isUnread(rowIn(editing))).toBe(true);
    expect(said(editing)).toEqual([expect.stringMatching(/^problem: No livepatch/)]);
    expect(said(typed(c, editing))).toEqual([]);
  });

  it('and is understood in part, says so', () => {
    const odd = c.replace('.mod = THIS_MODULE,', '.mod = THIS_MODULE, .frobnicate = 3,');
    expect(said(typed(odd))).toEqual(['remark: One place of the C that you typed is not understood.']);
  });

  it('leaves the livepatch its name where it says none', () => {
    const nameless = c.replace(/^\/\*.*\*\/\n/, '');
    expect(rowIn(typed(nameless)).spec.name).toBe('fix');
  });

  it('leaves what cannot be read in a field', () => {
    const odd = type(begun, fields, key, 'version', 'seven');
    expect(rowIn(typed(c.replaceAll('cmdline_proc_show', 'meminfo_proc_show'), odd)).texts).toEqual({
      version: 'seven',
    });
  });

  it('is kept when the form is changed afterwards, and there is a way back when it is typed again', () => {
    const changed = type(typed('no C at all'), fields, key, 'version', '2');
    expect(isCurrent(rowIn(changed))).toBe(false);
    expect(rowIn(changed).code?.text).toBe('no C at all');
    expect(said(changed)).toEqual([expect.stringMatching(/^remark: .* is kept\.$/)]);
    const again = typed(c, changed);
    expect(rowIn(takeBack(again)).code?.text).toBe('no C at all');
  });

  it('gives way to what the form says, and back', () => {
    const dropped = dropCode(typed('no C at all'), key);
    expect(rowIn(dropped).code).toBeUndefined();
    expect(rowIn(takeBack(dropped)).code?.text).toBe('no C at all');
  });
});
