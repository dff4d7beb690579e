import { useRole } from '../session/useViewer';
import { keyTable } from '../viewer/keys';
import { talkTable } from '../viewer/talkKeys';
import { HelpDialog, type KeySection } from './HelpDialog';
import { keyHelp } from './keyHelp';

const keys: KeySection = { title: 'Keys', keys: keyHelp(keyTable) };
/** What means something else, or something at all, only while presenting. */
const talkKeys: KeySection = {
  title: 'While presenting',
  keys: keyHelp(talkTable.filter(({ only }) => only === 'presenting')),
};

/** What is needed where it is asked for comes first. */
export const Help = ({ onClose }: { readonly onClose: () => void }) => {
  const [part] = useRole();
  return <HelpDialog keys={part === null ? [keys, talkKeys] : [talkKeys, keys]} onClose={onClose} />;
};
