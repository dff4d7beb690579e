import { cloneElement, lazy, Suspense, useState } from 'react';
import type { MenuProps } from './OpenedMenu';

const load = () => import('./OpenedMenu');
const Opened = lazy(async () => ({ default: (await load()).OpenedMenu }));

/** A button with a short list: alternatives, one of which holds now, or things to do. What opens is fetched when it is first wanted. */
export const Menu = (props: MenuProps) => {
  const [opened, setOpened] = useState(false);
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => setOpened(true),
  });
  if (!opened) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened {...props} />
    </Suspense>
  );
};
