/** The scripts that the first screen is made of. */
import type { Rolldown } from 'vite';

/** What `src/main.tsx` asks for. */
const FIRST = '/src/page.tsx';

export type Bundle = Readonly<Record<string, Rolldown.OutputAsset | Rolldown.OutputChunk>>;

/** A chunk and everything that it imports statically. */
function withImports(bundle: Bundle, file: string, found = new Set<Rolldown.OutputChunk>()): typeof found {
  const chunk = bundle[file];
  if (chunk?.type !== 'chunk' || found.has(chunk)) return found;
  found.add(chunk);
  for (const each of chunk.imports) withImports(bundle, each, found);
  return found;
}

/** @throws {Error} when the script of the first screen is not there. */
export function firstScripts(bundle: Bundle): readonly Rolldown.OutputChunk[] {
  const first = Object.values(bundle).find(
    (each) => each.type === 'chunk' && each.moduleIds.some((id) => id.endsWith(FIRST)),
  );
  if (first === undefined) throw new Error(`There is no chunk of ${FIRST}.`);
  return [...withImports(bundle, first.fileName)];
}
