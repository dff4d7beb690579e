import { IconButton } from '../parts/IconButton';
import { ToolsIcon } from '../parts/icons';
import { later } from '../parts/later';
import { OpensLater } from '../parts/OpensLater';
import type { CommandName } from './commands';

const load = () => import('./OpenedTools');
const Opened = later(async () => (await load()).OpenedTools);

const trigger = (
  <IconButton label="Tools">
    <ToolsIcon />
  </IconButton>
);

/** Everything that is more than a click away from a step. The list of it is fetched when it is first wanted. */
export const ToolsMenu = ({ onCommand }: { readonly onCommand: (command: CommandName) => void }) => (
  <OpensLater trigger={trigger} load={load}>
    {(popup) => <Opened {...popup} onCommand={onCommand} />}
  </OpensLater>
);
