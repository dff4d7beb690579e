import type { Policy } from '../kernel/policies';
import { later } from '../parts/later';
import { Quietly } from '../parts/Quietly';
import { useMachineEditor } from '../session/useMachineEditor';
import { useVerbs, useViewer } from '../session/useViewer';
import { branches, scriptInfo } from '../viewer/history';
import { leavesScriptAt } from '../viewer/lines';
import type { ViewerState } from '../viewer/state';
import { Narration } from './Narration';

const Says = later(async () => (await import('./Says')).Says);

const forkOf = ({ lines, line }: ViewerState): number | null => leavesScriptAt(lines, line);

const isOwn = ({ source }: ViewerState): boolean => source.kind === 'world';

interface Props {
  readonly policies: readonly Policy[];
  /** Where what is said of them can be changed. */
  readonly onTell?: () => void;
}

/** What to notice, on whichever line the reader is. */
export const Narrator = ({ policies, onTell }: Props) => {
  const script = useViewer(scriptInfo);
  const lines = useViewer(branches);
  const fork = useViewer(forkOf);
  const verbs = useVerbs();
  const own = useViewer(isOwn);
  const change = useMachineEditor();
  const written = policies.find(({ id }) => id === script?.writtenFor);
  return (
    <Narration
      says={
        <Quietly before={script?.says}>
          <Says written={script?.says ?? null} />
        </Quietly>
      }
      aside={
        written === undefined || script?.says === null
          ? null
          : `Written for the policy “${written.title}”; you are looking at another one.`
      }
      lines={lines.map(({ line, label, depth }) => ({
        value: String(line),
        label: `${'· '.repeat(Math.max(depth - 1, 0))}${label}`,
      }))}
      line={String(lines.find(({ current }) => current)?.line ?? 0)}
      fork={fork}
      isWorld={script === null}
      onChange={own && change !== null ? () => change() : undefined}
      onTell={own ? onTell : undefined}
      onLine={(line) => verbs.openLine(Number(line))}
      onBack={verbs.backToScript}
    />
  );
};
