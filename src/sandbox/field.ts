/** A field of a form: how it shows a part of a specification as text, and how that text is read back. */
import type { ChoiceGroup } from '../parts/choice';
import type { Parsed } from './text';

/** What a text means for the specification that the form is about. A remark stands below the field and stops nobody. */
export type Read<S> = { readonly spec: S; readonly remark?: string | undefined } | { readonly problem: string };

interface Any<S> {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly show: (spec: S) => string;
  readonly read: (text: string, spec: S) => Read<S>;
  /** Behind “More”. */
  readonly rare?: true;
  /** Left out: always. What is not there keeps what it has. */
  readonly when?: (spec: S) => boolean;
  /** Where the judges of a world find fault with it, inside of the row: `stack` means `stack[3]`, too. Default: its name. */
  readonly at?: readonly string[];
  /** Why it cannot be changed here; `null`: it can. */
  readonly locked?: (spec: S) => string | null;
  /** How much of a line it takes. */
  readonly width?: 'short' | 'half';
}

export interface TextField<S> extends Any<S> {
  readonly kind: 'line' | 'lines';
  /** What stands in it is a number, from 0 on. */
  readonly isNumber?: true;
}

export interface ChoiceField<S> extends Any<S> {
  /** A few that are all in sight, or a list that opens. */
  readonly kind: 'buttons' | 'choice';
  readonly groups: readonly ChoiceGroup[];
}

/** Its text is `ON` or nothing. */
export interface CheckField<S> extends Any<S> {
  readonly kind: 'check';
}

export type FormField<S> = TextField<S> | ChoiceField<S> | CheckField<S>;

export const ON = 'on';

/** Sets what has a value, and leaves out what has none. */
export function put<S extends object>(spec: S, changes: { readonly [K in keyof S]?: S[K] | undefined }): S {
  const all = { ...spec, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as S;
}

/** The specification with what was parsed, or what is wrong with it. */
export const taken = <T, S>(parsed: Parsed<T>, then: (value: T) => S): Read<S> =>
  'problem' in parsed ? parsed : { spec: then(parsed.value) };

/** Nothing, when there is nothing in it. */
export const someOf = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** A check box for a flag that is left out when it is off, or, with `otherwise`, when it is on. */
export const flagField = <S extends object, K extends string & keyof S>(
  name: K,
  label: string,
  more: {
    readonly rare?: true;
    readonly when?: (spec: S) => boolean;
    readonly hint?: string;
    readonly otherwise?: true;
    readonly width?: 'half';
  } = {},
): CheckField<S> => {
  const { otherwise = false, ...rest } = more;
  return {
    kind: 'check',
    name,
    label,
    ...rest,
    show: (spec) => ((spec[name] ?? otherwise) === true ? ON : ''),
    read: (text, spec) => {
      const on = text === ON;
      return {
        spec: put<S>(spec, { [name]: on === otherwise ? undefined : on } as { [N in keyof S]?: S[N] | undefined }),
      };
    },
  };
};
