/** C as it is written in the kernel. */

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `\t${line}`));

/** `head {`, what is inside, `}`. */
export const braces = (head: string, inside: readonly string[], end = ''): readonly string[] => [
  `${head} {`,
  ...indented(inside),
  `}${end}`,
];

/** A function, whose brace stands on a line of its own. */
export const func = (head: string, body: readonly string[]): readonly string[] => [
  '',
  head,
  '{',
  ...indented(body),
  '}',
];

/** Whatever a name holds that C does not take becomes `_`. */
export const identifier = (name: string): string => name.replace(/\W/g, '_').replace(/^(?=\d)/, '_');

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

export const literal = (text: string): string =>
  `"${text.replace(/["\\\n\t]/g, (char) => escapes[char] ?? char).replace(/\p{Cc}/gu, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;

export const comment = (text: string): string => `/* ${text.replaceAll('*/', '* /')} */`;

const PREFIX = '{module}: ';
const TARGET = '{target}';

/** A text for `printk()`, with the module's name put in by the preprocessor. */
const format = (text: string): string =>
  text
    .replaceAll('%', '%%')
    .split('{module}')
    .map(literal)
    .join(' KBUILD_MODNAME ')
    .replaceAll('"" KBUILD_MODNAME', 'KBUILD_MODNAME')
    .replaceAll('KBUILD_MODNAME ""', 'KBUILD_MODNAME');

const printk = (line: string, args: readonly string[]): string => {
  const [call, text] = line.startsWith(PREFIX) ? ['pr_info(', line.slice(PREFIX.length)] : ['printk(KERN_INFO ', line];
  return `${call}${[format(`${text}\n`).replaceAll(HOLE, '%s'), ...args].join(', ')});`;
};

/** Stands for a `%s` while everything else that looks like one is made harmless. */
const HOLE = '\uE000';

/** Statements that print one line; `{target}` in it is the object of a callback. */
function printed(line: string): readonly string[] {
  const parts = line.split(TARGET);
  if (parts.length === 1) return [printk(line, [])];
  const args = parts.slice(1).flatMap(() => ['obj->mod->name', 'module_state[obj->mod->state]']);
  return [
    'if (obj->mod)',
    `\t${printk(parts.join(`${HOLE} -> ${HOLE}`), args)}`,
    'else',
    `\t${printk(parts.join('vmlinux'), [])}`,
  ];
}

export const prints = (lines: readonly string[]): readonly string[] => lines.flatMap(printed);
