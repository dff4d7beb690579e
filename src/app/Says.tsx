import { Explainer } from '../learn/glossary/Explainer';
import { Words } from '../learn/glossary/Words';
import { useView } from '../session/useViewer';
import { unwritten } from '../words/narration';

/** The narration where nobody has written what to notice. */
const Unwritten = () => <Words>{unwritten(useView())}</Words>;

/** The sentence of the step, with the kernel's words explaining themselves. */
export const Says = ({ written }: { readonly written: string | null }) => (
  <>
    {written === null ? <Unwritten /> : <Words>{written}</Words>}
    <Explainer />
  </>
);
