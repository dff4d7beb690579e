import '../parts/forcedColors.css';
import '../parts/scrollEdges.css';
import { AnswersAhead } from './AnswersAhead';
import { CrowdedLinks } from './CrowdedLinks';
import { FocusKeeper } from './FocusKeeper';

/** What nobody sees: fetched once there is something to be seen. */
export const Beside = () => (
  <>
    <FocusKeeper />
    <AnswersAhead />
    <CrowdedLinks />
  </>
);
