import { Fragment } from 'react';
import { Mono } from '../parts/Mono';

interface Props {
  readonly className?: string | undefined;
  readonly children: string;
}

/** Its own words; a file begins otherwise. */
const MAIL = /^(?:RFC of|live-patching list)/;

/** Where a rule or an edge comes from: a place in the source of the kernel, or the mail that proposed it, which is prose. */
export const Source = ({ className, children }: Props) =>
  MAIL.test(children) ? (
    <span className={className}>
      {children.split(/(\w+\(\))/).map((part, at) => {
        const key = `${at}${part}`;
        const Face = at % 2 === 1 ? Mono : Fragment;
        return <Face key={key}>{part}</Face>;
      })}
    </span>
  ) : (
    <Mono className={className}>{children}</Mono>
  );
