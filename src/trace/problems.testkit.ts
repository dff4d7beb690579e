/** For the random walks: what a step has broken. */
import { refusalProblems, stateProblems, switchProblems } from '../kernel/invariants.testkit';
import { KLP_UNPATCHED } from '../kernel/model';
import { invariantsOf } from '../kernel/policies/invariants.testkit';
import type { Step } from './trace';

/** What must hold after this step, every microstep of it included. */
export function problemsOf(policy: string, before: Step, after: Step): readonly string[] {
  const problems = [...stateProblems(after.kernel)];
  let previous = before.kernel;
  for (const microstep of after.microsteps) {
    const forced = microstep.facts.some((fact) => fact.type === 'switched' && fact.by === 'force');
    problems.push(...switchProblems(previous, microstep.kernel, forced));
    previous = microstep.kernel;
  }
  const { transition } = after.kernel;
  const phase = transition === null ? 'idle' : transition.target === KLP_UNPATCHED ? 'unpatching' : 'patching';
  if (phase !== after.phase) problems.push(`the phase is ${after.phase}, the kernel says ${phase}`);
  if (after.refusal !== null) problems.push(...refusalProblems(before.kernel, after.kernel));
  for (const breaks of invariantsOf[policy] ?? []) problems.push(...breaks(before.kernel, after.kernel));
  return problems;
}
