/** Questions about what the kernel answers: does it load, which rule refuses, is a transition running. */
import { rulesAhead } from '../../chart/ahead';
import { isPhase } from '../../chart/phases';
import { kstrtobool } from '../../kernel/kstrto';
import { saysMistyped } from '../../kernel/mistyped';
import { KLP_PATCHED } from '../../kernel/model';
import type { RuleName } from '../../kernel/rules';
import { type Choice, inOrder, type Kind, type Moment } from './moment';
import { asked } from './words';

const choice = (id: string, label: string): Choice => ({ id, label });

/* ---------------------------------------------------------------------------------------------- does it load --- */

const AT_ONCE = choice('complete', 'It loads, and no transition is left to wait for');
const WAITING = choice('waiting', 'It loads, and its transition is not over yet');
const REFUSED = choice('refused', 'It does not load');

export const loads: Kind = {
  about: 'insmod',
  question: (moment) => `${asked(moment)}: does the module load?`,
  answer: ({ after }) => {
    if (after.step.refusal !== null) return REFUSED;
    return after.phase === 'idle' ? AT_ONCE : WAITING;
  },
  others: () => [AT_ONCE, WAITING, REFUSED],
  order: inOrder([AT_ONCE.id, WAITING.id, REFUSED.id]),
};

/* --------------------------------------------------------------------------------------- which rule refuses --- */

/** `versionNotNewer` → `version not newer`. */
const ruleWords = (rule: string): string => rule.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const PERMITTED = choice('permitted', 'It is allowed: no rule refuses it');
const ruleChoice = (rule: string): Choice => choice(rule, `It is refused: ${ruleWords(rule)}`);

/** What could refuse the event, for the wrong choices; of mistyped words no reader would think. */
const couldRefuse = ({ before, event }: Pick<Moment, 'before' | 'event'>): readonly RuleName[] =>
  isPhase(before.phase)
    ? rulesAhead(before.policy.id, before.phase, event.type).filter((rule) => !saysMistyped(rule))
    : [];

export const refusedBy: Kind = {
  question: (moment) => `${asked(moment)}: what does the kernel answer?`,
  answer: ({ after }) => (after.step.refusal === null ? PERMITTED : ruleChoice(after.step.refusal.rule)),
  others: (moment) => {
    const { onLoad, onWrite, onDisable } = moment.before.policy;
    const ofPolicy = moment.event.type === 'echo.enabled' ? [...onWrite, ...onDisable] : [];
    const own = [...ofPolicy, ...onLoad];
    const rest = couldRefuse(moment);
    const first = [...ofPolicy, ...rest.filter((rule) => own.includes(rule) || rule === 'transitionInProgress')];
    return [PERMITTED, ...[...first, ...rest].map(ruleChoice)];
  },
  order: inOrder([PERMITTED.id]),
};

/* -------------------------------------------------------------------------------------- is a transition on --- */

const PHASES = [
  choice('idle', 'No, none is running'),
  choice('patching', 'Yes, towards patched'),
  choice('unpatching', 'Yes, towards unpatched'),
] as const;

export const phaseAfter: Kind = {
  question: (moment) => `${asked(moment)}: is a transition running afterwards?`,
  answer: ({ after }) => PHASES.find(({ id }) => id === after.phase) ?? choice(after.phase, after.phase),
  others: () => PHASES,
  order: inOrder(PHASES.map(({ id }) => id)),
};

/* -------------------------------------------------------------------------------------------- which callbacks --- */

const callbacksChoice = (names: readonly string[]): Choice =>
  choice(names.join('+') || 'none', names.length === 0 ? 'None' : names.map((name) => `\`${name}\``).join(', then '));

/** What runs towards patched and towards unpatched, as one might think. */
const TOWARDS = [
  [[], ['pre_unpatch'], ['post_unpatch'], ['pre_unpatch', 'post_unpatch'], ['post_patch']],
  [[], ['pre_patch'], ['post_patch'], ['pre_patch', 'post_patch'], ['post_unpatch']],
] as const;

const isTowardsPatched = ({ before: { kernel }, event }: Pick<Moment, 'before' | 'event'>): boolean => {
  if (event.type === 'rmmod') return false;
  if (event.type === 'insmod') return true;
  if (event.type === 'echo.enabled') return kstrtobool(event.value) === true;
  return kernel.transition?.target === KLP_PATCHED;
};

export const callbacks: Kind = {
  question: (moment) => `${asked(moment)}: which callbacks run?`,
  answer: ({ after }) =>
    callbacksChoice([...new Set(after.facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])))]),
  others: (moment) => TOWARDS[isTowardsPatched(moment) ? 1 : 0].map(callbacksChoice),
  order: inOrder(TOWARDS.flat().map((names) => callbacksChoice(names).id)),
};
