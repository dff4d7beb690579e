import { Fragment } from 'react';

interface Props {
  readonly children: string;
}

/** A kernel word that breaks after its underscores when it has to break, so that a narrow column can still be read. */
export const Breakable = ({ children }: Props) =>
  children.split(/(?<=[_:,])(?=[^_:,])/).map((part, at) => {
    const key = `${at}${part}`;
    return (
      <Fragment key={key}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    );
  });
