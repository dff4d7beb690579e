import { cloneElement, lazy, Suspense } from 'react';
import { IconButton } from '../parts/IconButton';
import { ToolsIcon } from '../parts/icons';
import { useOpening } from '../parts/useOpening';
import type { CommandName } from './commands';

const load = () => import('./OpenedTools');
const Opened = lazy(async () => ({ default: (await load()).OpenedTools }));

/** Everything that is more than a click away from a step. The list of it is fetched when it is first wanted. */
export const ToolsMenu = ({ onCommand }: { readonly onCommand: (command: CommandName) => void }) => {
  const opening = useOpening(load);
  const trigger = (
    <IconButton label="Tools">
      <ToolsIcon />
    </IconButton>
  );
  const closed = cloneElement(trigger, opening.closed);
  if (opening.opened === null) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened trigger={trigger} atFirst={opening.opened === 'by key'} onCommand={onCommand} />
    </Suspense>
  );
};
