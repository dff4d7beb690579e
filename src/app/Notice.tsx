import { later } from '../parts/later';
import { Pending } from '../parts/Pending';
import { useViewer } from '../session/useViewer';
import type { Notice as Reported, ViewerState } from '../viewer/state';

export const ReportedNotice = later(async () => (await import('./ReportedNotice')).ReportedNotice);

const noticeOf = ({ notice }: ViewerState): Reported | null => notice;

/** What is to be known of something outside of the kernel, if anything is; how that is said is fetched then. */
export const Notice = () => {
  const notice = useViewer(noticeOf);
  return <Pending>{notice !== null && <ReportedNotice {...notice} />}</Pending>;
};
