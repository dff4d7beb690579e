import { later } from './later';
import type { MenuProps } from './OpenedMenu';
import { OpensLater } from './OpensLater';

const load = () => import('./OpenedMenu');
const Opened = later(async () => (await load()).OpenedMenu);

/** A button with a short list: alternatives, one of which holds now, or things to do. What opens is fetched when it is first wanted. */
export const Menu = (props: MenuProps) => (
  <OpensLater trigger={props.trigger} load={load}>
    {(popup) => <Opened {...props} {...popup} />}
  </OpensLater>
);
