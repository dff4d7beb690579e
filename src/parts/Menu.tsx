import { cloneElement, lazy, Suspense } from 'react';
import type { MenuProps } from './OpenedMenu';
import { useOpening } from './useOpening';

const load = () => import('./OpenedMenu');
const Opened = lazy(async () => ({ default: (await load()).OpenedMenu }));

/** A button with a short list: alternatives, one of which holds now, or things to do. What opens is fetched when it is first wanted. */
export const Menu = (props: MenuProps) => {
  const opening = useOpening(load);
  const closed = cloneElement(props.trigger, opening.closed);
  if (opening.opened === null) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened {...props} atFirst={opening.opened === 'by key'} />
    </Suspense>
  );
};
