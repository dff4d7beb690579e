/** The name of an error, in files that are typed. */
import * as v from 'valibot';
import { type Errno, isErrno } from '../kernel/errno';
import { type Shape, wanted } from './shape';

const name = wanted('the name of an error, as EBUSY');

/** With the one that is meant where it lacks its E, has its sign or is written small. */
const says = ({ input }: { readonly input: unknown }): string => {
  const meant = typeof input === 'string' ? `E${input.toUpperCase().replace(/^-?E?/, '')}` : '';
  return isErrno(meant) && meant !== input ? `${name({ input })}: write "${meant}"` : name({ input });
};

/** Or its number, where the kernel has no name for it. */
export const errno: Shape<Errno> = v.pipe(v.string(says), v.regex(/^(E[A-Z0-9]+|\d+)$/, says), v.guard(isErrno, says));

export const errnoName: Shape<string> = v.pipe(v.string(says), v.regex(/^E[A-Z0-9]+$/, says), v.check(isErrno, says));
