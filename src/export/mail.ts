/**
 * What has happened up to a step as text for a mail: what one types, what the shell and the kernel print, and the link.
 *
 * Prose is wrapped at 72 columns, as kernel mailing lists want it. Commands, lines that a program or the kernel printed, and
 * links are kept whole, however long: broken, they could not be pasted, searched for or followed.
 */
import type { LogLine } from '../dmesg/log';
import { shellError } from '../dmesg/shellError';
import { filterLog, logLines } from '../panels/log/lines';
import { eventCommand, eventWords } from '../phrases/events';
import type { Step } from '../trace/trace';
import type { Cursor } from '../viewer/contract';
import { ascii } from '../words/ascii';
import { lastOf, policyTitle, type Story } from './story';

export const COLUMNS = 72;

/** Lines of at most 72 columns, the indents included; a single word that is longer keeps its line to itself. */
export const wrapped = (text: string, first = '', further = first): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const together = last === undefined ? `${first}${word}` : `${last} ${word}`;
    if (last === undefined || together.length <= COLUMNS) lines.splice(-1, 1, together);
    else lines.push(`${further}${word}`);
  }
  return lines;
};

const heading = (words: string, under: string): readonly string[] => {
  const lines = wrapped(words);
  return [...lines, under.repeat(Math.max(...lines.map(({ length }) => length)))];
};

/** What is seen in a terminal at this step; what nobody types stands in parentheses. */
const typed = (step: Step, before: Step | undefined): readonly string[] => {
  const { event, refusal } = step;
  if (event === null) return [];
  const command = eventCommand(event);
  if (command === null) {
    const outcome = refusal === null ? '' : `: ${refusal.because.replaceAll('`', '')}`;
    return wrapped(ascii(`(${eventWords(event, before?.kernel)}${outcome})`), '  ', '   ');
  }
  const printed = shellError(event, refusal);
  return [`# ${command}`, ...(printed === null ? [] : [printed])];
};

export interface MailOptions {
  /** Leaves out what `klp_try_switch_task()` says about each task. */
  readonly hideTasks: boolean;
}

export interface Mail {
  readonly text: string;
  /** Lines beyond 72 columns, all of them of the kinds that are kept whole. */
  readonly longer: number;
}

const logPart = (lines: readonly LogLine[]): readonly string[] =>
  lines.length === 0 ? ['(nothing yet)'] : lines.map(({ stamp, text }) => `${stamp} ${text}`);

/** Up to and with the cursor. `link` is the address of that place; `null` when no link can hold it. */
export const mailOf = (story: Story, cursor: Cursor, link: string | null, { hideTasks }: MailOptions): Mail => {
  const { trace, title, opening, captions } = story;
  const steps = trace.steps.slice(0, cursor.step + 1);
  const shown = filterLog(logLines(trace, cursor), { hidden: [], hideTasks });
  const place = `Step ${cursor.step} of ${lastOf(story)}. Policy: ${policyTitle(story)}.`;
  const caption = cursor.step === 0 ? [] : ['', ...wrapped(ascii(captions[cursor.step] ?? ''))];
  const commands = steps.flatMap((step, index) => typed(step, steps[index - 1]));
  const lines = [
    ...heading(ascii(title), '='),
    '',
    ...wrapped(ascii(opening)),
    '',
    ...wrapped(ascii(place)),
    ...caption,
    '',
    ...heading('Commands', '-'),
    '',
    ...(commands.length === 0 ? ['(none yet)'] : commands),
    '',
    ...heading('Kernel log', '-'),
    '',
    ...logPart(shown),
    ...(link === null ? [] : ['', ...heading('Link', '-'), '', link]),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    longer: lines.filter(({ length }) => length > COLUMNS).length,
  };
};
