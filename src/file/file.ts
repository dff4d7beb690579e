/**
 * `*.klp.json`: a machine, what happens on it, and what is to be said, noticed, asked and checked at each step. What a scenario
 * is in the code, this is on disk; the shapes beside it check it, and the JSON Schema in `public/` is made of the same shapes.
 */
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import type { Challenge, Expectation, Scenario, ScenarioGroup, ScenarioStep, StepExtras } from '../scenarios/scenario';

/** The form that this release writes. Raised when the form changes; older forms must then still be read. */
export const FORM = 1;

export const SUFFIX = '.klp.json';

export interface FileStep extends StepExtras {
  readonly event: KernelEvent;
  /** The line that a shell would be given. It is for people: what happens is the event. */
  readonly command?: string;
  /** What to notice. */
  readonly says?: string;
  /** What must hold after the step. */
  readonly expect?: Expectation;
}

export interface KlpFile {
  /** Where editors find the schema. */
  readonly $schema?: string;
  /** The form. Its name tells one such file from any other JSON. */
  readonly klp: typeof FORM;
  readonly title: string;
  /** What is to be known before the first step. */
  readonly opening?: string;
  /** The policy it is played under; the default policy when it is left out. */
  readonly policy?: string;
  /** The step that it opens at; the boot when it is left out. In a talk, and in a terminal, it begins at the boot. */
  readonly at?: number;
  readonly world: WideWorld;
  readonly steps: readonly FileStep[];
  /** It opens at its last step, and what comes then is the reader's. */
  readonly challenge?: Challenge;
  /** The name of a scenario in links, and the group that it stands in. */
  readonly id?: string;
  readonly group?: ScenarioGroup;
}

export const fileOfScenario = ({ id, title, group, opening, policy, world, steps, challenge }: Scenario): KlpFile => ({
  klp: FORM,
  title,
  opening,
  ...(policy !== undefined && { policy }),
  world,
  steps,
  ...(challenge !== undefined && { challenge }),
  id,
  group,
});

const scenarioStep = ({ command: _, says = '', ...step }: FileStep): ScenarioStep => ({ ...step, says });

/** A file that came without a name or a group gets them. */
export const scenarioOfFile = (
  { title, opening = '', policy, world, steps, challenge, ...named }: KlpFile,
  otherwise: Pick<Scenario, 'id' | 'group'>,
): Scenario => ({
  id: named.id ?? otherwise.id,
  title,
  group: named.group ?? otherwise.group,
  opening,
  ...(policy !== undefined && { policy }),
  world,
  steps: steps.map(scenarioStep),
  ...(challenge !== undefined && { challenge }),
});

/** A talk: several scenarios, in their order, in one file. */
export interface KlpTalk {
  readonly $schema?: string;
  readonly klp: typeof FORM;
  /** What it is about. */
  readonly talk: string;
  readonly scenarios: readonly KlpFile[];
}

/** As it is written: a field to a line, for people and for diffs. */
export const klpFileText = (file: KlpFile | KlpTalk): string => `${JSON.stringify(file, null, 2)}\n`;

/** Scenarios of one's own as one file. What they are called in links and in menus is not theirs. */
export const talkOf = (talk: string, scenarios: readonly Scenario[]): KlpTalk => ({
  klp: FORM,
  talk,
  scenarios: scenarios.map((scenario) => {
    const { id: _id, group: _group, ...file } = fileOfScenario(scenario);
    return file;
  }),
});
