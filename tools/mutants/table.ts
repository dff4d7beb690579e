/** Wrong rules and wrong answers, one place each. */
export interface Mutant {
  /** What is wrong then. */
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Files of tests that could find it, as `vitest run` takes them. */
  readonly tests: readonly string[];
}

const policies = ['src/kernel/policies', 'src/scenarios/everyPolicy'];
const guesses = ['src/learn/guess'];

export const mutants: readonly Mutant[] = [
  {
    name: 'an equal version loads',
    file: 'src/kernel/versioning.ts',
    from: 'if (version > latest) return permitted',
    to: 'if (version >= latest) return permitted',
    tests: policies,
  },
  {
    name: 'the counter never falls',
    file: 'src/kernel/versioning.ts',
    from: 'const latestVersion = highestEnabled(kernel);',
    to: 'const latestVersion = Math.max(kernel.latestVersion, highestEnabled(kernel));',
    tests: policies,
  },
  {
    name: 'version 0 is asked, too',
    file: 'src/kernel/versioning.ts',
    from: 'if (version === 0) {',
    to: 'if (version < 0) {',
    tests: policies,
  },
  {
    name: 'a sticky patch is disabled',
    file: 'src/kernel/sticky.ts',
    from: "if (!sticky) return permitted('stickyMayNotBeDisabled', compared);",
    to: "if (!sticky || kernel.transition === null) return permitted('stickyMayNotBeDisabled', compared);",
    tests: policies,
  },
  {
    name: 'a state may be taken over with a lower version',
    file: 'src/kernel/states.ts',
    from: 'const holds = own !== undefined && own.version >= state.version;',
    to: 'const holds = own !== undefined;',
    tests: policies,
  },
  {
    name: 'block_disable is forgotten at load',
    file: 'src/kernel/blockDisable.ts',
    from: '.filter(({ state }) => state.blockDisable === true);\n  const asked',
    to: '.filter(() => false);\n  const asked',
    tests: policies,
  },
  {
    name: 'a livepatch replaces other sets',
    file: 'src/kernel/replaceSets.ts',
    from: 'listedPatches(kernel).filter((patch) => patch.replaceSet === replaceSet);',
    to: 'listedPatches(kernel).filter((patch) => patch.replaceSet >= 0 || replaceSet < 0);',
    tests: policies,
  },
  {
    name: 'the first callback is left out of the answer',
    file: 'src/learn/guess/outcomes.ts',
    from: "callbacksChoice([...new Set(after.facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])))]),",
    to: "callbacksChoice([...new Set(after.facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])))].slice(1)),",
    tests: guesses,
  },
  {
    name: 'every transition is answered as idle',
    file: 'src/learn/guess/outcomes.ts',
    from: 'PHASES.find(({ id }) => id === after.phase) ?? choice(after.phase, after.phase)',
    to: 'PHASES[0] ?? choice(after.phase, after.phase)',
    tests: guesses,
  },
];
