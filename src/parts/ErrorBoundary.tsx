import { Component, type ComponentProps, type ReactNode } from 'react';
import type { Broken } from './Broken';
import { later, warm } from './later';
import { Pending } from './Pending';
import { onQuiet } from './quiet';

const load = () => import('./Broken');
const Said = later(async () => (await load()).Broken);

interface Props extends Pick<ComponentProps<typeof Broken>, 'home'> {
  readonly children: ReactNode;
}

interface State {
  readonly thrown: readonly [unknown] | null;
}

/** Around everything: a fault of the program is told, and the ways on. What tells it is fetched before there can well be one. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { thrown: null };

  static getDerivedStateFromError(error: unknown): State {
    return { thrown: [error] };
  }

  override componentDidMount(): void {
    onQuiet(warm(load));
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    const { children, home } = this.props;
    if (thrown === null) return children;
    return (
      <Pending>
        <Said error={thrown[0]} home={home} />
      </Pending>
    );
  }
}
