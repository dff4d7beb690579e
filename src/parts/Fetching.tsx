import { Component, type ReactNode } from 'react';
import { NotFetched } from './later';
import { Unfetched, type UnfetchedProps } from './Unfetched';

interface Props extends Pick<UnfetchedProps, 'onLeave'> {
  /** What stands there when it cannot be fetched, around the sentence that says so; default: that sentence. */
  readonly without?: (unfetched: ReactNode) => ReactNode;
  /** Made with `later`. */
  readonly children: ReactNode;
}

interface State {
  readonly thrown: readonly [unknown] | null;
}

const itself = (unfetched: ReactNode): ReactNode => unfetched;

/** Around what is fetched: when that fails nothing else on the screen is lost, and it can be tried again. */
export class Fetching extends Component<Props, State> {
  override state: State = { thrown: null };

  static getDerivedStateFromError(error: unknown): State {
    return { thrown: [error] };
  }

  again = (): void => this.setState({ thrown: null });

  override componentDidCatch(thrown: unknown): void {
    if (!(thrown instanceof NotFetched)) return;
    thrown.forget();
    // What has its place fills it by itself; what opens over the page would come when nobody waits for it.
    if (!this.props.onLeave) addEventListener('online', this.again, { once: true });
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    const { children, onLeave, without = itself } = this.props;
    if (thrown === null) return children;
    // A fault of the program is not ours.
    if (!(thrown[0] instanceof NotFetched)) throw thrown[0];
    const leave =
      onLeave &&
      (() => {
        this.again();
        onLeave();
      });
    return without(<Unfetched onAgain={this.again} onLeave={leave} />);
  }
}
