import { Fragment } from 'react';
import { Unbroken } from './Unbroken';

/** A sentence in which what people have written stands in “…”: that may run from right to left, and the rest does not. */
export const Quoted = ({ says }: { readonly says: string }) =>
  says.split(/“([^”]+)”/).map((part, at) => {
    const key = `${at}${part}`;
    if (at % 2 === 0)
      return (
        <Fragment key={key}>
          <Unbroken>{part}</Unbroken>
        </Fragment>
      );
    return (
      <Fragment key={key}>
        “<bdi>{part}</bdi>”
      </Fragment>
    );
  });
