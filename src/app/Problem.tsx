import { later } from '../parts/later';
import { Pending } from '../parts/Pending';
import { useViewer } from '../session/useViewer';
import type { Problem as Reported, ViewerState } from '../viewer/state';

const ReportedProblem = later(async () => (await import('./ReportedProblem')).ReportedProblem);

const problemOf = ({ problem }: ViewerState): Reported | null => problem;

/** What went wrong outside of the kernel, if anything did; how that is said is fetched then. */
export const Problem = () => {
  const problem = useViewer(problemOf);
  return <Pending>{problem !== null && <ReportedProblem {...problem} />}</Pending>;
};
