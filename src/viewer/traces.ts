/** The traces of one history: every event is run at most once per policy, and lines share what they have in common. */
import type { Kernel } from '../kernel/model';
import { append, fork, run, type Trace } from '../trace/trace';
import { type Lines, lengthOf } from './lines';

export interface Traces {
  /** The trace of a whole line. Runs only what no line has run yet. */
  readonly traceOf: (policy: string, lines: Lines, line: number) => Trace;
}

/** Lines are told apart by their place in the list, and only ever grow. */
export const createTraces = (boot: Kernel): Traces => {
  const known = new Map<string, Map<number, Trace>>();

  const upTo = (policy: string, lines: Lines, index: number, step: number): Trace => {
    const traces = known.get(policy) ?? new Map<number, Trace>();
    known.set(policy, traces);
    const line = lines[index];
    if (line === undefined) return run(policy, boot, []);
    const kept = traces.get(index);
    // A line that was tried and then not kept leaves its place to another one.
    let trace = kept?.steps[line.at + 1]?.event === line.events[0] ? kept : undefined;
    if (trace === undefined) {
      trace = line.parent === null ? run(policy, boot, []) : fork(upTo(policy, lines, line.parent, line.at), line.at);
    }
    for (const event of line.events.slice(trace.steps.length - 1 - line.at, step - line.at))
      trace = append(trace, event);
    traces.set(index, trace);
    return trace;
  };

  return { traceOf: (policy, lines, line) => upTo(policy, lines, line, lengthOf(lines, line)) };
};
