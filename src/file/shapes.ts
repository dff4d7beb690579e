/** The shape of a `*.klp.json`, as `file.ts` describes it. */
import * as v from 'valibot';
import { LIMITS } from '../kernel/limits';
import { KLP_PATCHED, KLP_UNDEFINED, KLP_UNPATCHED } from '../kernel/model';
import { policies } from '../kernel/policies';
import { type RuleName, rules } from '../kernel/rules';
import { type Look, PANEL_NAMES } from '../scenarios/look';
import type { Challenge, Expectation, Goal, Scenario, ScenarioStep } from '../scenarios/scenario';
import { errno } from '../shapes/errno';
import { event, name, tid } from '../shapes/event';
import {
  dictionary,
  flag,
  int,
  list,
  oneOf,
  only,
  optional,
  orNull,
  plainRecord,
  record,
  type Shape,
  textUpTo,
  wanted,
} from '../shapes/shape';
import { worldFields } from '../shapes/world';
import { type FileStep, FORM, type KlpFile, type KlpTalk } from './file';

/** More than a link may ask for: a file is what remains where a history fits no link. */
const MOST_STEPS = 10_000;

/** A sentence, or a few. */
export const MOST_WORDS = 4000;

/** A title, and names of things in sentences. */
const short = textUpTo(200);
const sentences = textUpTo(MOST_WORDS);
const line = textUpTo(1000);
const func = textUpTo(LIMITS.func);
const names = list(name, LIMITS.list);
const lines = list(line, LIMITS.events);

const isRule = (text: string): text is RuleName => text in rules;
const rule = v.picklist(Object.keys(rules).filter(isRule), wanted('the name of a rule, as versionNotNewer'));

const side = v.picklist([KLP_UNDEFINED, KLP_UNPATCHED, KLP_PATCHED], wanted('-1, 0 or 1'));

/** Every field may be left out, so a list must be told from it. */
const expectation = plainRecord<Expectation>({
  phase: optional(oneOf('idle', 'patching', 'unpatching')),
  latestVersion: optional(int(0, LIMITS.version)),
  enabled: optional(names),
  listed: optional(names),
  modules: optional(list(name, LIMITS.events)),
  refusedBy: optional(orNull(rule)),
  errno: optional(orNull(errno)),
  pending: optional(list(tid, LIMITS.tasks)),
  idlePending: optional(flag),
  patchState: optional(dictionary(side)),
  runs: optional(dictionary(orNull(name))),
  funcStack: optional(dictionary(list(func, LIMITS.list))),
  forced: optional(names),
  logs: optional(lines),
  unlogged: optional(lines),
  callbacks: optional(list(short, LIMITS.list)),
  refcnt: optional(dictionary(int(0, LIMITS.version))),
});

type LookAt<P extends Look['panel']> = Extract<Look, { readonly panel: P }>;

/** A task by its thread id, with a function on its stack, or the idle task of a CPU. */
interface TasksLook {
  readonly panel: 'Tasks';
  readonly task?: number;
  readonly frame?: string;
  readonly cpu?: number;
}

const look = v.variant(
  'panel',
  [
    record<LookAt<'Loaded patches'>>({ panel: only('Loaded patches'), module: optional(name) }),
    record<LookAt<'Module library'>>({ panel: only('Module library'), module: optional(name) }),
    record<TasksLook>({
      panel: only('Tasks'),
      task: optional(tid),
      frame: optional(func),
      cpu: optional(int(0, LIMITS.cpus - 1)),
    }),
    record<LookAt<'Why'>>({ panel: only('Why') }),
    record<LookAt<'Kernel log'>>({ panel: only('Kernel log'), line: optional(line) }),
    record<LookAt<'Version counter'>>({ panel: only('Version counter'), module: optional(name) }),
    record<LookAt<'Functions'>>({ panel: only('Functions'), func: optional(func) }),
    record<LookAt<'Sysfs'>>({ panel: only('Sysfs'), path: optional(line) }),
    record<LookAt<'Statechart'>>({ panel: only('Statechart'), edge: optional(line) }),
  ],
  wanted(`a panel: ${PANEL_NAMES.join(', ')}`),
);

const ask = oneOf(
  'loads',
  'refusedBy',
  'whichTaskBlocks',
  'counter',
  'enabledAfter',
  'phaseAfter',
  'runs',
  'callbacks',
);

const extras = {
  notes: optional(sentences),
  expect: optional(expectation),
  look: optional(look),
  ask: optional(ask),
  restsOn: optional(list(short, LIMITS.list)),
};

const step = record<FileStep>({ event, command: optional(line), says: optional(sentences), ...extras });

type GoalThat<I extends Goal['is']> = Extract<Goal, { readonly is: I }>;

const goal = v.variant(
  'is',
  [
    record<GoalThat<'idle'>>({ is: only('idle') }),
    record<GoalThat<'loadable'>>({ is: only('loadable'), module: name }),
    record<GoalThat<'refused'>>({ is: only('refused'), module: name, rule }),
    record<GoalThat<'unloaded'>>({ is: only('unloaded'), module: name }),
    record<GoalThat<'enabled'>>({ is: only('enabled'), patch: name }),
    record<GoalThat<'unlisted'>>({ is: only('unlisted'), patch: name }),
    record<GoalThat<'counter'>>({ is: only('counter'), value: int(0, LIMITS.version) }),
    record<GoalThat<'onTop'>>({ is: only('onTop'), patch: name, func }),
    record<GoalThat<'covered'>>({ is: only('covered'), patch: name }),
    record<GoalThat<'mixed'>>({ is: only('mixed'), func }),
    record<GoalThat<'split'>>({ is: only('split'), comm: name }),
    record<GoalThat<'nopBlocks'>>({ is: only('nopBlocks') }),
    record<GoalThat<'leftBehind'>>({ is: only('leftBehind') }),
    record<GoalThat<'noneLeftBehind'>>({ is: only('noneLeftBehind') }),
  ],
  wanted('what is to be reached'),
);

const chapters = [
  'First steps',
  'Versioning',
  'Sticky',
  'Transitions',
  'Replacement',
  'Target modules',
  'Policies compared',
] as const;

const challenge = record<Challenge>({
  chapter: oneOf(...chapters),
  goal: sentences,
  reach: list(goal, LIMITS.list),
  modules: list(name, LIMITS.list),
  restsOn: optional(list(short, LIMITS.list)),
});

const id = v.pipe(short, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, wanted('lower-case words joined with -')));

const group = oneOf(...chapters, 'Challenges', 'Kernel self-tests');

const policy = oneOf(...policies.map((each) => each.id));

/** Its fields; whether such a machine can be is asked by the reader. */
export const klpFile = record<KlpFile>({
  $schema: optional(line),
  klp: only(FORM),
  title: short,
  opening: optional(sentences),
  policy: optional(policy),
  at: optional(int(0, MOST_STEPS)),
  world: worldFields,
  steps: list(step, MOST_STEPS),
  challenge: optional(challenge),
  id: optional(id),
  group: optional(group),
}) satisfies Shape<KlpFile>;

/** As many as can be kept. */
const MOST_SCENARIOS = 200;

export const klpTalk = record<KlpTalk>({
  $schema: optional(line),
  klp: only(FORM),
  talk: short,
  scenarios: v.pipe(list(klpFile, MOST_SCENARIOS), v.minLength(1, 'a talk has at least one scenario')),
}) satisfies Shape<KlpTalk>;

/** The same as the app has it. */
export const scenario = record<Scenario>({
  id,
  title: short,
  group,
  opening: sentences,
  policy: optional(policy),
  world: worldFields,
  steps: list(record<ScenarioStep>({ event, says: sentences, ...extras }), MOST_STEPS),
  challenge: optional(challenge),
});

/** What the schema gives a name of its own. */
export const named = { event, world: worldFields, step, expectation, look, goal };
