import { Fragment } from 'react';
import { Mono } from '../parts/Mono';

interface Props {
  /** A sentence in which kernel words stand in backticks. */
  readonly children: string;
}

/** A sentence with its kernel words in the monospaced face. */
export const Prose = ({ children }: Props) =>
  children.split('`').map((part, at) => {
    const key = `${at}${part}`;
    return at % 2 === 1 ? <Mono key={key}>{part}</Mono> : <Fragment key={key}>{part}</Fragment>;
  });
