import { cloneElement, lazy, type MouseEvent, Suspense, useState } from 'react';
import type { MenuProps } from './OpenedMenu';

const load = () => import('./OpenedMenu');
const Opened = lazy(async () => ({ default: (await load()).OpenedMenu }));

/** A button with a short list: alternatives, one of which holds now, or things to do. What opens is fetched when it is first wanted. */
export const Menu = (props: MenuProps) => {
  const [opened, setOpened] = useState<'by key' | 'by pointer' | null>(null);
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    // A press that no pointer made has no clicks to count.
    onClick: ({ detail }: MouseEvent) => setOpened(detail === 0 ? 'by key' : 'by pointer'),
  });
  if (opened === null) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened {...props} atFirst={opened === 'by key'} />
    </Suspense>
  );
};
