import { keyTable } from '../../viewer/keys';
import { HelpDialog } from './HelpDialog';
import { keyHelp } from './keyHelp';

export const Help = ({ onClose }: { readonly onClose: () => void }) => (
  <HelpDialog keys={keyHelp(keyTable)} onClose={onClose} />
);
