/** What a file says must hold, and whether it does: looked at once the file is open, a little at a time, and told. */
import { mustBe, type Played, type PlayedFile, playing } from '../file/play';
import { policyOf } from '../kernel/policies';
import { eventWords } from '../phrases/events';
import { counted, plural } from '../phrases/plural';
import { createSlices, ordinary, type SliceClock } from '../viewer/slices';
import type { Notice } from '../viewer/state';
import type { Viewer } from '../viewer/store';

/** What was played, and what it is called where it is one of several. */
interface Part {
  readonly name: string | null;
  readonly file: Played;
}

interface Answered extends Part, PlayedFile {}

/** The rest of a longer value stands in the file, and in what `npm run replay` prints. */
const MOST_SHOWN = 100;

const short = (json: string): string => (json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)} …` : json);

const lettered = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The first that does not hold, and how many more; `null`: all holds. `shown`: the policy on the screen. */
const unmetWords = (parts: readonly Answered[], shown: string): string | null => {
  const count = parts.reduce((sum, { unmet }) => sum + unmet.length, 0);
  for (const { name, file, trace, unmet } of parts) {
    const [first] = unmet;
    if (first === undefined) continue;
    const { step, field, wanted, found } = first;
    const under = name === null && trace.policy !== shown ? `under “${policyOf(trace.policy)?.title}”, ` : '';
    const where = `${name === null ? '' : `${name}, `}${under}step ${step}`;
    const words = eventWords(file.steps[step - 1]?.event ?? null, trace.steps[step - 1]?.kernel);
    const more = count === 1 ? '' : ` ${plural(count - 1, 'more expectation does', 'more expectations do')} not hold.`;
    return `${lettered(where)}, “${words}”: ${field} ${mustBe(short(wanted), short(found))}.${more}`;
  }
  return null;
};

/** That all of it holds. */
const heldWords = (parts: readonly Answered[]): string => {
  const count = parts.reduce((sum, { checked }) => sum + checked, 0);
  return count === 1 ? 'The one expectation in it holds.' : `All ${counted(count)} expectations in it hold.`;
};

const expectsSomething = ({ file }: Part): boolean => file.steps.some(({ expect }) => expect !== undefined);

/** What is on the screen comes first. */
const whenComputed = ({ getState, subscribe }: Viewer['store'], then: () => void): void => {
  const isComputing = (): boolean => getState().computing?.stopped === false;
  if (!isComputing()) {
    then();
    return;
  }
  const leave = subscribe(() => {
    if (isComputing()) return;
    leave();
    then();
  });
};

/**
 * Tells what of the scenarios that have just been opened, the first of which is on the screen, does not hold under their own
 * policies, or, beside what is said already, that all does. Nothing is told once something else has been opened.
 */
export const tellUnmet = (
  files: readonly (Played & { readonly title: string })[],
  { store, verbs }: Viewer,
  clock: SliceClock = ordinary,
): void => {
  const named = (title: string, at: number): string | null =>
    files.length === 1 ? null : `scenario ${at + 1}, “${title}”`;
  const parts = files.map((file, at): Part => ({ name: named(file.title, at), file })).filter(expectsSomething);
  if (parts.length === 0) return;
  const { opening, notice: told } = store.getState();
  const isStillOpen = (): boolean => store.getState().opening === opening;
  const answered: Answered[] = [];
  let now: ReturnType<typeof playing> | null = null;

  const goOn = (): boolean => {
    const part = parts[answered.length];
    if (part === undefined || !isStillOpen()) return false;
    now ??= playing(part.file);
    if (now.goOn()) return true;
    answered.push({ ...part, ...now.played() });
    now = null;
    return answered.length < parts.length;
  };
  const tell = (): void => {
    const { policy, notice } = store.getState();
    const words = unmetWords(answered, policy);
    if (words === null) {
      if (notice !== told) return;
      const kind = told?.kind ?? 'opened';
      verbs.report({ ...told, kind, says: [told?.says, heldWords(answered)].filter(Boolean).join(' ') });
      return;
    }
    const said: Partial<Notice> = notice === told ? (told ?? {}) : {};
    const [first] = answered;
    const step = first?.file === files[0] ? first?.unmet[0]?.step : undefined;
    const says = said.says === undefined ? words : `${words} ${said.says}`;
    verbs.report({ ...said, kind: 'unmet', says, ...(step !== undefined && { step }) });
  };
  createSlices({ ...clock, begin: (task) => whenComputed(store, task) }).run(goOn, (_, over) => {
    if (over && isStillOpen()) tell();
  });
};
