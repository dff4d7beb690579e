/** What was probably meant by a name, or a command, that a vector has and nobody knows. */
import { kbuildModname } from '../kernel/kbuildModname';
import { notModuleName } from '../kernel/moduleName';

/** More are not named. */
const MOST_NAMED = 12;

const plain = (name: string): string => kbuildModname(name).toLowerCase();

/** One letter of one is wrong, missing or too many in the other. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  return long.length - start - end <= 1;
}

/** `unknown module "p.ko": ‘p.ko’ is the name of a file, not of a module: write p` */
export function unknownModule(name: string, known: readonly string[]): string {
  const unknown = `unknown module "${name}"`;
  const why = notModuleName(name);
  const meant =
    known.find((each) => each === kbuildModname(name)) ?? known.find((each) => isNear(plain(name), plain(each)));
  if (why !== null && meant !== undefined) return `${unknown}: ${why}`;
  if (meant !== undefined) return `${unknown}: write ${meant}`;
  const some = known.slice(0, MOST_NAMED).join(', ');
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : '';
  const are = known.length === 0 ? 'there is none' : `known are ${some}${more}`;
  return why === null ? `${unknown}; ${are}` : `${unknown}: ${why.replace(/: write .*$/, '')}; ${are}`;
}

const json = (step: Readonly<Record<string, string>>): string =>
  `{ ${Object.entries(step)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(', ')} }`;

/** Commands of a shell as steps; `null`: it is none that a vector has. */
function stepFor(command: string): string | null {
  const words = command.replace(/^[%#$]?\s*(?:sudo\s+)?/, '').slice(0, 300);
  const [, program = '', module = ''] =
    /^(insmod|modprobe(?: -r)?|rmmod|load_(?:lp|mod)|unload_(?:lp|mod))\s+(?:-\w+\s+)*(\S+)/.exec(words) ?? [];
  if (module !== '')
    return json({
      op: /^(?:rmmod|unload|modprobe -r)/.test(program) ? 'rmmod' : 'insmod',
      module: kbuildModname(module),
    });
  const [, value, written] = /^echo\s+(?:-n\s+)?["']?([^"'>]*?)["']?\s*>\s*(\/\S+)$/.exec(words) ?? [];
  if (value !== undefined && written !== undefined) return json({ op: 'write', path: written, value });
  const [, read] = /^cat\s+(\/\S+)$/.exec(words) ?? [];
  return read === undefined ? null : json({ op: 'read', path: read, equals: '…' });
}

/** Single words that other programs, and the scripts of the self-tests, have for the same. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['modprobe', 'insmod'],
  ['load', 'insmod'],
  ['load_lp', 'insmod'],
  ['load_mod', 'insmod'],
  ['unload', 'rmmod'],
  ['unload_lp', 'rmmod'],
  ['unload_mod', 'rmmod'],
  ['modprobe -r', 'rmmod'],
  ['echo', 'write'],
  ['cat', 'read'],
  ['exec', 'call'],
]);

/** `: write insmod`; empty when nobody knows what it could be. */
export function insteadOf(command: string): string {
  const instead = WORDS.get(command) ?? stepFor(command);
  return instead === null ? '' : `: write ${instead}`;
}
