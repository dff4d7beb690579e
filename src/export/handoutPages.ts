/** A scenario as a page to be given away: its steps in words, and figures of those where something is decided. */

import { defaultPolicy } from '../kernel/policies';
import { encode } from '../link/link';
import { headOf } from '../link/readable';
import type { Scenario } from '../scenarios/scenario';
import { isMine } from '../session/mine';
import { ownLink } from '../session/ownLink';
import type { Step } from '../trace/trace';
import { isNameless } from '../viewer/nameless';
import { FRAME_WIDTH, PICTURE_HEIGHT } from './figure/frame';
import { textWidth } from './figure/metrics';
import type { Figure } from './figure/model';
import { figuresOf } from './figures';
import { policyTitle, type Story, storyOfScenario } from './story';

export interface HandoutStep {
  readonly step: number;
  /** What was asked: a command where it is one. */
  readonly asked: string;
  readonly isCommand: boolean;
  /** `refused with -EPERM by stickyMayNotBeDisabled: 1 = 0? no`; `null` when no rule was asked. */
  readonly verdict: string | null;
  readonly refused: boolean;
  readonly says: string;
  /** Only of a few steps. */
  readonly figure: Figure | null;
}

export interface HandoutPage {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  readonly opening: string;
  /** Of the type of its steps; 1 is the smallest. */
  readonly scale: number;
  readonly steps: readonly HandoutStep[];
  /** What follows the `#` in the address of its beginning, the `#` included; `null` when it is too long to be read off paper. */
  readonly hash: string | null;
}

/** A page in millimetres: two columns of `WIDTH` on A4, with the type of `handout.module.css`. */
const WIDTH = 86;
const PT = 0.3528;
const SAYS = 8.5 * PT;
/** What is typed, letter by letter. */
const TYPED = 0.94;
const LINE = 1.35;
/** Below each step. */
const GAP = 2.2;
/** Both columns, without the head of the page and with some air: steps are not broken, so columns are never quite full. */
const ROOM = 2 * 222 - 20;
/** A picture in its column. */
const PICTURE = (WIDTH * PICTURE_HEIGHT) / FRAME_WIDTH + 1;
const MOST_PICTURES = 4;
/** As large a type as the page has room for. */
const SCALES = [1.3, 1.15, 1] as const;

/** Words are broken where they end, so a line is never quite full either. */
const linesOf = (words: string, size: number, face: 'text' | 'mono'): number =>
  Math.ceil(textWidth(words, size, face) / (WIDTH - 8));

/** A command in the parts at whose ends a line may end: a path breaks at its slashes, never inside of a name. */
export const pathParts = (command: string): readonly string[] => command.split(/(?<=[^\s/]\/)/);

/** How much of a column a step takes without its picture. */
const heightOf = ({ asked, isCommand, verdict, says }: HandoutStep, scale: number): number => {
  const size = SAYS * scale;
  const lines =
    (isCommand ? linesOf(asked, size * TYPED, 'mono') : linesOf(asked, size, 'text')) +
    (verdict === null ? 0 : linesOf(verdict, size, 'text')) +
    linesOf(says, size, 'text');
  return lines * size * LINE + GAP;
};

const textHeight = (steps: readonly HandoutStep[], scale: number): number =>
  steps.reduce((sum, step) => sum + heightOf(step, scale), 0);

const WEIGHTS: Readonly<Partial<Record<Step['facts'][number]['type'], number>>> = {
  forcing: 5,
  reversing: 5,
  signaling: 5,
  prePatchFailed: 4,
  ftraceFailed: 4,
  replaced: 3,
  complete: 2,
  starting: 1,
};

/** How much is decided at a step: refusals by a policy first, then what turns or ends a transition. */
const weightOf = (step: Step | undefined): number => {
  if (step === undefined) return 0;
  const { refusal, facts } = step;
  if (refusal !== null) return refusal.source.rfc === undefined ? 1 : 6;
  return Math.max(0, ...facts.map(({ type }) => WEIGHTS[type] ?? 0));
};

/** What a picture shows, to tell whether two would look the same. */
const looks = ({ patches, tasks, funcs, latestVersion }: Figure): string =>
  JSON.stringify([patches, tasks.counts, funcs, latestVersion]);

/** The figures of the weightiest steps, of equals the earlier; none that would look like one before it. */
const decisive = (story: Story, figures: readonly Figure[]): readonly Figure[] => {
  const ranked = figures
    .map((figure) => ({ figure, weight: weightOf(story.trace.steps[figure.step]) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ figure }) => figure);
  const seen = ranked.map(looks);
  return ranked.filter((_, index) => seen.indexOf(seen[index] ?? '') === index).slice(0, MOST_PICTURES);
};

const verdictOf = ({ answer }: Figure): string | null => {
  const { kind, errno, rule, compared } = answer;
  if (kind !== 'refused' && kind !== 'allowed') return null;
  const values = compared.length === 0 ? '' : `: ${compared.map((each) => each.values).join(', ')}`;
  return `${kind}${errno === null ? '' : ` with -${errno}`} by ${rule}${values}`;
};

const stepOf = (figure: Figure): HandoutStep => ({
  step: figure.step,
  asked: figure.isCommand ? `# ${figure.asked}` : figure.asked,
  isCommand: figure.isCommand,
  verdict: verdictOf(figure),
  refused: figure.answer.kind === 'refused',
  says: figure.caption,
  figure: null,
});

/** Nobody types more, and no square of dots holds much more. */
const LONGEST_HASH = 300;

/** Of a scenario of the reader's own, the machine and the events. */
const hashOf = (scenario: Scenario): string | null => {
  const { id, policy = defaultPolicy.id } = scenario;
  if (isNameless(id) || isMine(id)) {
    const text = encode({ ...ownLink(scenario), step: 0 });
    return text.length > LONGEST_HASH ? null : text;
  }
  return headOf(
    { policy, source: { kind: 'scenario', id, branch: null }, step: 0, micro: null },
    { policies: { [id]: policy } },
  );
};

/** One page, under the scenario's own policy: its sentences are about that one. */
export const handoutPage = (scenario: Scenario): HandoutPage => {
  const story = storyOfScenario(scenario);
  const figures = figuresOf(story);
  const steps = figures.map(stepOf);
  const wanted = decisive(story, figures);
  const scale = SCALES.find((each) => textHeight(steps, each) + wanted.length * PICTURE <= ROOM) ?? 1;
  const room = Math.max(Math.floor((ROOM - textHeight(steps, scale)) / PICTURE), 0);
  const shown = new Map(wanted.slice(0, room).map((figure) => [figure.step, figure]));
  const { id, title } = scenario;
  const { opening } = story;
  return {
    id,
    title,
    opening,
    scale,
    policy: policyTitle(story),
    steps: steps.map((step) => ({ ...step, figure: shown.get(step.step) ?? null })),
    hash: hashOf(scenario),
  };
};
