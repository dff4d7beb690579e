import { BreaksBetween } from '../parts/BreaksBetween';

interface Props {
  readonly children: string;
}

/** A word of code that breaks after its underscores and at its humps when it has to break, so that a narrow column can still be read. */
export const Breakable = ({ children }: Props) => (
  <BreaksBetween pieces={children.split(/(?<=[_:,])(?=[^_:,])|(?<=[a-z])(?=[A-Z])/)} />
);
