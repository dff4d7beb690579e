/** The differences of a recording in words: what the running kernel answered (-) and what we answer (+). */
import type { Difference } from './conform';
import type { Recording } from './recording';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const sides = (kernel: unknown, ours: unknown): readonly string[] => {
  if (!Array.isArray(kernel) || !Array.isArray(ours)) return [`  - ${shown(kernel)}`, `  + ${shown(ours)}`];
  const length = Math.max(kernel.length, ours.length);
  return Array.from({ length }, (_, index) => [shown(kernel[index] ?? ''), shown(ours[index] ?? '')] as const).flatMap(
    ([left, right]) => (left === right ? [`    ${left}`] : [`  - ${left}`, `  + ${right}`]),
  );
};

export const differenceLines = (recording: Recording, differences: readonly Difference[]): readonly string[] =>
  differences.flatMap(({ step, what, kernel, ours }) => {
    const { verb = '', args = [] } = recording.steps[step] ?? {};
    return [
      `${recording.id}, step ${step + 1}, ${[verb, ...args].map(shown).join(' ')}: ${what}`,
      ...sides(kernel, ours),
    ];
  });
