import { keyTable } from '../../viewer/keys';
import { talkTable } from '../../viewer/talk/keys';
import { HelpDialog } from './HelpDialog';
import { keyHelp } from './keyHelp';

const keys = keyHelp(keyTable);
const talkKeys = keyHelp(talkTable.filter(({ only }) => only === 'presenting'));

export const Help = ({ onClose }: { readonly onClose: () => void }) => (
  <HelpDialog keys={keys} talkKeys={talkKeys} onClose={onClose} />
);
