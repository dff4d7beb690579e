/**
 * What this browser has kept, read again. All of it is checked: storage can be damaged, or from another release. Fetched
 * only where there is something to read.
 */
import * as v from 'valibot';
import { scenario } from '../file/shapes';
import { defaultPolicy, policyOf } from '../kernel/policies';
import { LIMITS } from '../link/limits';
import type { Scenario } from '../scenarios/scenario';
import { event } from '../shapes/event';
import {
  text as anyText,
  flag,
  goodEntries,
  int,
  list,
  oneOf,
  only,
  optional,
  orElse,
  orNull,
  readAs,
  record,
  textUpTo,
  whole,
} from '../shapes/shape';
import { world } from '../shapes/world';
import type { HistoryLine } from '../viewer/contract';
import { LONGEST_HISTORY } from '../viewer/lines';
import type { Source, StoredPlace } from '../viewer/state';
import { DAMAGED_PREFIX } from './persistence';
import { BOARDS, DEFAULT_SETTINGS, limitSpeed, MOTIONS, SETTINGS_VERSION, type Settings, THEMES } from './settings';
import { parseJson } from './storage';
import { type ReadWork, WORK_VERSION, type Work } from './works';

/** What this file has for those who read. */
export interface Kept {
  readonly readWork: (stored: string) => ReadWork;
  readonly readSettings: (stored: string) => Settings;
  /** A scenario of the reader's own; `null` when it is damaged. */
  readonly readScenario: (stored: string) => Scenario | null;
}

const text = textUpTo(500);
const count = int(0, LIMITS.version);

type SourceOf<K extends Source['kind']> = Extract<Source, { readonly kind: K }>;

const source = v.variant('kind', [
  record<SourceOf<'scenario'>>({ kind: only('scenario'), id: text }),
  record<SourceOf<'world'>>({ kind: only('world'), told: optional(scenario) }),
]);

const line = record<HistoryLine>({
  parent: orNull(count),
  at: count,
  events: list(event, LONGEST_HISTORY),
  gaps: optional(list(count, LONGEST_HISTORY)),
});

/** A tree of lines: the script first, and every other line leaving an older one within its length. */
export const lines = v.pipe(
  list(line, LONGEST_HISTORY),
  v.check(
    (all) =>
      all.length > 0 &&
      all.every(({ parent, at }, index) => {
        if (index === 0) return parent === null && at === 0;
        const from = parent === null || parent >= index ? undefined : all[parent];
        return from !== undefined && at >= from.at && at <= from.at + from.events.length;
      }),
    'expected the script and, after it, lines that leave an older one within its length',
  ),
);

/** A work as it is stored: without a comparison as earlier releases wrote it, which knew none. */
interface StoredWork extends Omit<Work, 'against'> {
  readonly against?: readonly string[];
}

const storedWork = record<StoredWork & { readonly v: typeof WORK_VERSION }>({
  v: only(WORK_VERSION),
  id: text,
  stamp: text,
  savedAt: int(0, Number.MAX_SAFE_INTEGER),
  title: text,
  policy: text,
  against: optional(list(text, LIMITS.policies - 1)),
  source,
  world,
  lines,
  line: count,
  cursor: record<StoredPlace['cursor']>({ step: count, micro: orNull(count) }),
});

/** All that is asked of a form that may be a later one. */
const versioned = v.object({ v: whole });

/** Without the policies that are no longer there. Where the leading one is gone the next one leads, or the default one. */
const withKnownPolicies = ({ against = [], ...work }: StoredWork): Work => {
  const [policy = defaultPolicy.id, ...others] = [work.policy, ...against].filter((id) => policyOf(id) !== undefined);
  return { ...work, policy, against: others.filter((id, at) => id !== policy && others.indexOf(id) === at) };
};

const unread = (problem: 'damaged' | 'newer'): ReadWork => {
  const what = problem === 'damaged' ? 'is damaged' : 'was made by a newer release';
  return {
    problem,
    says: `Work stored in this browser ${what} and cannot be shown. It was put aside in the browser's storage under “${DAMAGED_PREFIX}…”.`,
  };
};

/** Never throws. A policy that is no longer there becomes the default one, or leaves the comparison. */
export const readWork = (stored: string): ReadWork => {
  const json = parseJson(stored)?.json;
  const newer = readAs(versioned, json);
  if (newer !== null && newer.v > WORK_VERSION) return unread('newer');
  const read = readAs(storedWork, json);
  if (read === null || read.line >= read.lines.length) return unread('damaged');
  const { v: _, ...work } = read;
  return { work: withKnownPolicies(work) };
};

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Whatever is damaged or missing falls back to its default. */
const storedSettings = v.object({
  v: only(SETTINGS_VERSION),
  theme: orElse(oneOf(...THEMES), DEFAULT_SETTINGS.theme),
  motion: orElse(oneOf(...MOTIONS), DEFAULT_SETTINGS.motion),
  speed: v.pipe(orElse(v.number(), DEFAULT_SETTINGS.speed), v.transform(limitSpeed)),
  layout: orElse(goodEntries(goodEntries(percent)), DEFAULT_SETTINGS.layout),
  board: orElse(oneOf(...BOARDS), DEFAULT_SETTINGS.board),
  tabs: orElse(goodEntries(anyText), DEFAULT_SETTINGS.tabs),
  guess: orElse(flag, DEFAULT_SETTINGS.guess),
  exportBase: orElse(anyText, DEFAULT_SETTINGS.exportBase),
});

/** Settings from stored text; the defaults when it is damaged, or of another release. */
export const readSettings = (given: string): Settings => {
  const read = readAs(storedSettings, parseJson(given)?.json);
  if (read === null) return DEFAULT_SETTINGS;
  const { v: _, ...settings } = read;
  return settings;
};

export const readScenario = (stored: string): Scenario | null => readAs(scenario, parseJson(stored)?.json);
