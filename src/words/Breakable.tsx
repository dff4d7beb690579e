import { Fragment } from 'react';

interface Props {
  readonly children: string;
}

/** A word of code that breaks after its underscores and at its humps when it has to break, so that a narrow column can still be read. */
export const Breakable = ({ children }: Props) =>
  children.split(/(?<=[_:,])(?=[^_:,])|(?<=[a-z])(?=[A-Z])/).map((part, at) => {
    const key = `${at}${part}`;
    return (
      <Fragment key={key}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    );
  });
