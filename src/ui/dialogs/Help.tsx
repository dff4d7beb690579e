import { keyTable } from '../../viewer/keys';
import { HelpDialog } from './HelpDialog';
import { keyHelp } from './keyHelp';

const keys = keyHelp(keyTable.filter(({ only }) => only !== 'presenting'));
const talkKeys = keyHelp(keyTable.filter(({ only }) => only === 'presenting'));

export const Help = ({ onClose }: { readonly onClose: () => void }) => (
  <HelpDialog keys={keys} talkKeys={talkKeys} onClose={onClose} />
);
