import { Fragment } from 'react';
import { Mono } from '../parts/Mono';
import { Unbroken } from '../parts/Unbroken';

interface Props {
  /** A sentence in which kernel words stand in backticks. */
  readonly children: string;
}

/** A sentence with its kernel words in the monospaced face. */
export const Prose = ({ children }: Props) =>
  children.split('`').map((part, at) => {
    const key = `${at}${part}`;
    const Face = at % 2 === 1 ? Mono : Fragment;
    return (
      <Face key={key}>
        <Unbroken>{part}</Unbroken>
      </Face>
    );
  });
