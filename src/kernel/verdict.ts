import type { Errno } from './model';

/** Where a rule comes from: a function of the kernel; a mail, when no kernel has the rule; a sentence of the RFC. */
export interface Source {
  /** e.g. `kernel/livepatch/core.c: enabled_store()`. Only for what Linux 7.1 and 7.2 do. */
  readonly kernel?: string;
  /** Where a rule was proposed that is in no kernel, e.g. `RFC of 11 February 2019, cover letter`. */
  readonly mail?: string;
  /** The sentence of the RFC in our words, close to the text. */
  readonly rfc?: string;
  /** Set when the text leaves room: which reading this is (key of `readings.ts`). */
  readonly reading?: string;
}

/** The values a rule looked at, in the order a reader wants them: `1 > 2` is left, relation, right. */
export interface Compared {
  readonly left: string;
  readonly leftValue: string;
  readonly relation: string;
  readonly right: string;
  readonly rightValue: string;
  readonly holds: boolean;
}

/** What a rule answers about an event. */
export type Verdict =
  | { readonly refused: false; readonly rule: string; readonly compared: readonly Compared[] }
  | Refusal;

export interface Refusal {
  readonly refused: true;
  readonly rule: string;
  /** What the system call returns; `null` when the kernel is not even asked (a task that is asleep cannot call). */
  readonly errno: Errno | null;
  /** One sentence with the names and values. */
  readonly because: string;
  /** What the user can do instead. */
  readonly wayOut: string;
  readonly compared: readonly Compared[];
  readonly source: Source;
}
