import { useView } from '../../session/useViewer';
import { SummaryText } from '../SummaryText';
import { summaryOf } from '../summaries';
import { sysfsChanges } from './summary';

/** The summary of the files, once what knows them has been fetched. */
export const SysfsSummary = () => {
  const view = useView();
  const changes = sysfsChanges(view);
  const summary = changes === null ? summaryOf('Sysfs', view) : { says: changes, changed: true };
  return summary !== null && <SummaryText {...summary} />;
};
