import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

/** One import of a module, in whatever form: `import`, `export … from`, `import()`, `import('…').Type`, a glob. */
export interface Import {
  readonly source: string;
  /** Counted from 1. */
  readonly line: number;
  /** `type`: erased by the compiler. `dynamic`: loaded when it is needed, not before. */
  readonly kind: 'value' | 'type' | 'dynamic';
}

/**
 * Everything that a file imports, in the order of the text, read with the parser that also builds the app.
 * @throws {Error} when the file does not parse, or imports something that is not written as a plain string.
 */
export function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file} does not parse: ${error.message}`);

  const found: { at: number; source: string; kind: Import['kind'] }[] = [];
  const add = (at: number, node: ESTree.Node | null, kind: Import['kind']) => {
    if (node === null) return;
    const source = plainText(node);
    if (source === null) throw new Error(`${file}:${lineAt(text, at)} imports something that is not a plain string`);
    found.push({ at, source, kind });
  };

  new Visitor({
    ImportDeclaration: (node) => {
      const onlyTypes = node.specifiers.length > 0 && node.specifiers.every(isTypeSpecifier);
      add(node.start, node.source, node.importKind === 'type' || onlyTypes ? 'type' : 'value');
    },
    ExportNamedDeclaration: (node) => {
      const onlyTypes = node.specifiers.length > 0 && node.specifiers.every((s) => s.exportKind === 'type');
      add(node.start, node.source, node.exportKind === 'type' || onlyTypes ? 'type' : 'value');
    },
    ExportAllDeclaration: (node) => add(node.start, node.source, node.exportKind === 'type' ? 'type' : 'value'),
    ImportExpression: (node) => add(node.start, node.source, 'dynamic'),
    TSImportType: (node) => add(node.start, node.source, 'type'),
    CallExpression: (node) => {
      if (!isGlob(node.callee)) return;
      const [pattern] = node.arguments;
      const patterns = pattern?.type === 'ArrayExpression' ? pattern.elements : [pattern ?? null];
      for (const one of patterns) add(node.start, one, 'value');
    },
  }).visit(program);

  return found.sort((a, b) => a.at - b.at).map(({ at, source, kind }) => ({ source, kind, line: lineAt(text, at) }));
}

/** All files under a folder, as paths from the working directory with forward slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}

/** Minified code writes strings as templates. */
function plainText(node: ESTree.Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral' || node.quasis.length !== 1) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

function isTypeSpecifier(specifier: ESTree.ImportDeclaration['specifiers'][number]): boolean {
  return specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';
}

/** `import.meta.glob` */
function isGlob(callee: ESTree.Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'MetaProperty' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'glob'
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
