import { Fragment } from 'react';

/** Pieces of a word, which may break between them and nowhere else. */
export const BreaksBetween = ({ pieces }: { readonly pieces: readonly string[] }) =>
  pieces.map((piece, at) => {
    const key = `${at}${piece}`;
    return (
      <Fragment key={key}>
        {at > 0 && <wbr />}
        {piece}
      </Fragment>
    );
  });
