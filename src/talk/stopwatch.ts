/** How long a talk has been going on, and how long it may. All times in milliseconds. */
import * as v from 'valibot';
import { PREFIX, parseJson, type SafeStorage } from '../session/storage';
import { int, only, orNull, readAs, record } from '../shapes/shape';

export interface TalkClock {
  /** When it was last set going, since 1970; `null` while it stands. */
  readonly since: number | null;
  /** What had passed before that. */
  readonly passed: number;
  /** How long the talk may take, in minutes. */
  readonly minutes: number;
}

export const MOST_MINUTES = 600;

export const NEW_CLOCK: TalkClock = { since: null, passed: 0, minutes: 20 };

export const elapsed = ({ since, passed }: TalkClock, now: number): number =>
  passed + (since === null ? 0 : Math.max(now - since, 0));

/** What is left; negative when the talk is over its time. */
export const remaining = (clock: TalkClock, now: number): number => clock.minutes * 60_000 - elapsed(clock, now);

/** Sets the clock going, or stops it. */
export const toggled = (clock: TalkClock, now: number): TalkClock =>
  clock.since === null ? { ...clock, since: now } : { ...clock, since: null, passed: elapsed(clock, now) };

/** Back to zero, going on if it was. */
export const restarted = ({ since, minutes }: TalkClock, now: number): TalkClock => ({
  since: since === null ? null : now,
  passed: 0,
  minutes,
});

/** Whole minutes from 1 to ten hours; the length before when it is none. */
export const withMinutes = (clock: TalkClock, minutes: number): TalkClock =>
  Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES ? { ...clock, minutes } : clock;

/** `7:05`, `1:02:30`, with a minus when it is over. */
export const clockWords = (time: number): string => {
  const seconds = Math.abs(Math.trunc(time / 1000));
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60];
  const words = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return time <= -1000 ? `−${words}` : words;
};

const KEY = `${PREFIX}clock`;
const MOST_TIME = 4_294_967_295;

const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const clock = record<TalkClock>({ since: orNull(time), passed: int(0, MOST_TIME), minutes: int(1, MOST_MINUTES) });
const stored = record<{ readonly v: '1'; readonly clock: TalkClock }>({ v: only('1'), clock });

/** The clock that this tab has kept through a reload; a new one when there is none, or it is damaged. */
export const readClock = (tab: SafeStorage): TalkClock =>
  readAs(stored, parseJson(tab.read(KEY) ?? '')?.json)?.clock ?? NEW_CLOCK;

export const writeClock = (tab: SafeStorage, kept: TalkClock): void => {
  tab.write(KEY, JSON.stringify({ v: '1', clock: kept }));
};
