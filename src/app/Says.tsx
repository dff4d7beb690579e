import { Explainer } from '../learn/glossary/Explainer';
import { Words } from '../learn/glossary/Words';
import { useView, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { branchWords, worldWords } from '../words/narration';
import { why } from '../words/why';

const isWorld = ({ source }: ViewerState): boolean => source.kind === 'world';

/** The narration where nobody has written what to notice. */
const Unwritten = () => {
  const view = useView();
  const world = useViewer(isWorld);
  return (
    <Words>
      {world && view.cursor.step === 0 ? worldWords(view.kernel, view.trace.steps.length - 1) : branchWords(why(view))}
    </Words>
  );
};

/** The sentence of the step, with the kernel's words explaining themselves. */
export const Says = ({ written }: { readonly written: string | null }) => (
  <>
    {written === null ? <Unwritten /> : <Words>{written}</Words>}
    <Explainer />
  </>
);
