/**
 * Livepatches from C: the modules that a text in C describes, and what in it was not understood.
 *
 * The text is preprocessed for an x86-64 kernel and parsed with a real grammar (`@lezer/cpp`). What stands in
 * `struct klp_patch` and what hangs on it becomes a livepatch; a file without one, a target module.
 */
import type { TargetSpec, WidePatchSpec } from '../kernel/world';
import { condition, prefixOf } from './condition';
import { type File, filesIn } from './filesIn';
import { IS_UNCLOSED } from './missing';
import { preprocess, type SourceProblem } from './preprocess';
import { readLivepatch } from './readLivepatch';
import { readTarget } from './readTarget';
import { type GuessedName, Problems, type Source } from './source';
import { tokens } from './tokens';
import { withoutTypeArguments } from './typeArguments';
import { type Around, aroundIn, isPermanent, lackingIn } from './unbuilt';
import { marked, readUnit, type Unit } from './unit';
import { SAME } from './values';

export type { SourceProblem } from './preprocess';
export type { GuessedName } from './source';

export interface ReadModules {
  readonly patches: readonly WidePatchSpec[];
  /** Modules that are no livepatches. */
  readonly targets: readonly TargetSpec[];
  /** Modules of which the text does not say what they are called. */
  readonly guesses: readonly GuessedName[];
  readonly problems: readonly SourceProblem[];
}

/** `old_name: "f"`, as gcc took designators before C99 had any; no more than the names of the fields, for labels look so, too. */
const OLD_DESIGNATOR =
  /([{,]\s*)(old_name|new_func|old_sympos|name|funcs|callbacks|pre_patch|post_patch|pre_unpatch|post_unpatch|mod|objs|states|replace)(\s*):(?!:)/g;
/** A word of the kernel's own that says something of a variable: `struct klp_func funcs[] __ro_after_init = {`. */
const ATTRIBUTE = /(\bstruct\s+\w+\s+\*?\w+\s*(?:\[[^\]\n]{0,40}\]\s*|\s))__\w+(?=\s*[=;])/g;

/** Names to a C compiler, and to a parser that knows C++ not. */
const OF_CPP =
  /^(?:new|delete|class|this|template|namespace|private|protected|public|operator|virtual|friend|explicit|mutable|try|catch|throw|using|typename)$/;

/** What the compiler takes, as the parser takes it. Its lines stay where they are. */
const plainC = (text: string): string =>
  withoutTypeArguments(tokens(text.replace(OLD_DESIGNATOR, '$1.$2$3=').replace(ATTRIBUTE, '$1')))
    .map((token, index, all) => {
      if (token.kind === 'word' && OF_CPP.test(token.text)) return `${token.text}_`;
      // gcc's `a ?: b`.
      const next = all[index + 1]?.kind === 'space' ? all[index + 2] : all[index + 1];
      return token.text === '?' && next?.text === ':' ? `? ${SAME} ` : token.text;
    })
    .join('');

/** A longer text is no module that somebody wrote. */
const LONGEST = 400_000;

/** Brackets inside brackets: no source that somebody wrote goes so deep, and a parser loses its way in one that does. */
const DEEPEST = 100;

/** The line where brackets are open deeper than that; `null`: nowhere. */
function tooDeep(text: string): number | null {
  let depth = 0;
  let line = 1;
  for (const token of tokens(text)) {
    if (token.kind === 'newline') line += 1;
    if (token.kind !== 'other') continue;
    if ('([{'.includes(token.text)) depth += 1;
    else if (')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return line;
  }
  return null;
}

/**
 * Never throws, and takes time proportional to the length of the text.
 * @param file the name of the file it came from: a module's name is not in its source.
 * @param isPart it is known to be no more than a part of that file.
 */
export function readModules(text: string, file?: string, isPart = false): ReadModules {
  if (text.length > LONGEST) {
    const what = `a text of ${text.length.toLocaleString('en')} characters; at most ${LONGEST.toLocaleString('en')} are read`;
    return { patches: [], targets: [], guesses: [], problems: [{ line: 1, what, instead: 'not read' }] };
  }
  const files = filesIn(text.replace(/^\uFEFF/, ''));
  // Of several modules in one file, it has the name of none.
  const given = files.slice(1).every(({ name }) => name !== null) ? file : undefined;
  const around = aroundIn(text, isPart);
  const read = files.map((each, index) => {
    const found = readFile(each, index === 0 ? given : undefined, around(each.text));
    return files.length > 1 && isNothing(found) ? { ...found, problems: [emptyOf(each)] } : found;
  });
  const patches = read.flatMap((each) => each.patches);
  const targets = read.flatMap((each) => each.targets);
  const problems = read.flatMap((each) => each.problems).toSorted((left, right) => left.line - right.line);
  const isElsewhere = problems.some(({ what }) => what.startsWith('#include "'));
  if (patches.length + targets.length === 0 && !isElsewhere) {
    problems.push({ line: 1, what: 'no struct klp_patch, and no module_init()', instead: 'nothing was read' });
  }
  return { patches, targets, guesses: read.flatMap((each) => each.guesses), problems };
}

const isNothing = ({ patches, targets, problems }: ReadModules): boolean =>
  patches.length + targets.length + problems.length === 0;

/** One of several, in which there is no module. */
const emptyOf = ({ text, above }: File): SourceProblem => {
  const first = above + 1 + text.slice(0, text.search(/\S|$/)).split('\n').length - 1;
  const last = above + text.trimEnd().split('\n').length;
  const what = `no struct klp_patch, and no module_init(), as far as line ${last}`;
  return { line: first, what, instead: 'nothing was read of it' };
};

function readFile({ name, text, above }: File, given: string | undefined, around: Around): ReadModules {
  const { text: processed, macros, problems, isCut } = preprocess(text, condition);
  const pure = plainC(processed);
  const deep = tooDeep(pure);
  if (deep !== null) return unread(deep + above, `more than ${DEEPEST} brackets inside each other`);
  try {
    const read = readPure(pure, { prefix: prefixOf(macros), name: given ?? name, around });
    // What is not closed there stands below the cut.
    const found = isCut ? read.problems.filter(({ what }) => !IS_UNCLOSED.test(what)) : read.problems;
    const all = [...problems, ...found];
    return { ...read, problems: all.map((problem) => ({ ...problem, line: problem.line + above })) };
  } catch (error) {
    // The parser builds its tree by calling itself, and what is no C can make that tree as deep as the text is long.
    if (!(error instanceof RangeError)) throw error;
    return unread(above + 1, 'a text in which the parser loses its way');
  }
}

const unread = (line: number, what: string): ReadModules => ({
  patches: [],
  targets: [],
  guesses: [],
  problems: [{ line, what, instead: 'not read' }],
});

/** Callbacks for the tools that make a livepatch of a diff: they know the object, which is where the file is linked to. */
const callbacksOf = (unit: Unit): readonly SourceProblem[] =>
  marked(unit, 'callback').map(([name, { node }]) => ({
    line: unit.lineOf(node.from),
    what: `${name}_CALLBACK(…)`,
    instead: 'left out: it is for klp-build, or kpatch-build. Write it into the callbacks of a struct klp_object',
  }));

/** Modules that patch a kernel by other means, by what they call: no policy here has a say in that. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\bkgr_patch_kernel\s*\(/, 'kGraft, which SUSE had before SLE 15: its struct kgr_patch is no struct klp_patch'],
  [/\bkpatch_register\s*\(/, 'the kpatch core module, which kpatch had before it used livepatching'],
  [
    /\bregister_ftrace_function\s*\(/,
    'ftrace itself, which knows neither transitions nor a consistent switch of the tasks',
  ],
];

const ofOthers = (unit: Unit): readonly SourceProblem[] =>
  OTHERS.flatMap(([call, by]) => {
    const at = call.exec(unit.text)?.index;
    if (at === undefined) return [];
    const what = `${/\w+/.exec(unit.text.slice(at))?.[0]}(…), which patches by ${by}`;
    return [{ line: unit.lineOf(at), what, instead: 'left out: the module is read as one that is no livepatch' }];
  });

/** What is given to livepatching and was found nowhere. */
function enabledOf(unit: Unit): readonly SourceProblem[] {
  const at = /\bklp_enable_patch\s*\(/.exec(unit.text)?.index;
  if (at === undefined) return [];
  const what = `what ${unit.text
    .slice(at, at + 60)
    .split('\n')[0]
    ?.replace(/;.*$/, '')} is given`;
  return [{ line: unit.lineOf(at), what, instead: 'left out: no variable is a struct klp_patch' }];
}

function readPure(pure: string, of: Omit<Source, 'unit'>): ReadModules {
  const unit = readUnit(pure);
  const source = { unit, ...of };
  const livepatches = readLivepatch(source);
  const target = livepatches.patches.length === 0 ? readTarget(source) : null;
  const lost = livepatches.patches.length === 0 ? [...enabledOf(unit), ...ofOthers(unit)] : [];
  const lacking = new Problems(unit);
  if (livepatches.patches.length > 0 || target?.target != null) lackingIn(unit, of.around, lacking);
  const stays = isPermanent(unit, of.around) && { permanent: true };
  return {
    patches: livepatches.patches.map((patch) => ({ ...patch, ...stays })),
    targets: target?.target == null ? [] : [{ ...target.target, ...stays }],
    guesses: [...livepatches.guesses, ...(target?.guesses ?? [])],
    problems: [
      ...unit.problems,
      ...livepatches.problems,
      ...(target?.problems ?? []),
      ...callbacksOf(unit),
      ...lost,
      ...lacking.found,
    ],
  };
}
