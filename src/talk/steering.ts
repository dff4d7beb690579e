/** Forward and back as a clicker means them, through a whole talk. */
import { defaultPolicy } from '../kernel/policies';
import { currentGuess } from '../learn/guess/current';
import type { Playlist } from '../link/readable';
import { isMine } from '../session/mine';
import { ownLink } from '../session/ownLink';
import { leavesScriptAt } from '../viewer/lines';
import type { LoadScenario } from '../viewer/loader';
import { isAtEnd, isComparing } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';

/** Those who are asked before they are shown. */
export interface Room {
  /** Guess first is on. */
  readonly guesses: () => boolean;
  /** The question is before them. */
  readonly isAsked: () => boolean;
  readonly ask: (asked: boolean) => void;
}

const NOBODY: Room = { guesses: () => false, isAsked: () => false, ask: () => undefined };

/** What going forward means where the reader is; `null` at the very end. */
export type NextMove =
  | { readonly kind: 'step'; readonly step: number }
  /** The question that stands before that step. */
  | { readonly kind: 'ask'; readonly question: string }
  /** Out of an event that was stepped into. */
  | { readonly kind: 'out' }
  | { readonly kind: 'script'; readonly step: number }
  | { readonly kind: 'scenario'; readonly id: string };

/**
 * The one answer for the key, the button and what the notes announce.
 * @param asks whether a question comes before its step.
 */
export const nextMove = (state: ViewerState, asks = false): NextMove | null => {
  const { talk, lines, line, cursor } = state;
  const asked = asks && !isComparing(state) ? currentGuess(state) : null;
  if (asked !== null) return { kind: 'ask', question: asked.guess.question };
  if (!isAtEnd(state)) return cursor.micro === null ? { kind: 'step', step: cursor.step + 1 } : { kind: 'out' };
  const left = leavesScriptAt(lines, line);
  if (left !== null) return { kind: 'script', step: left };
  const id = talk?.ids[talk.at + 1];
  return id === undefined ? null : { kind: 'scenario', id };
};

export interface Steering {
  /** The question before a step, where the room guesses; the next step, then the next scenario of the talk; from the end of a branch back to the script, which goes on from there. */
  readonly next: () => void;
  /** From a question back to before it; the step before, and before the first step the end of the scenario before. */
  readonly previous: () => void;
  /** The first step of all. */
  readonly start: () => void;
  /** A scenario of a talk, at its boot or at its end. */
  readonly open: (talk: Playlist, where?: 'boot' | 'end') => void;
}

export const createSteering = ({ store, verbs }: Viewer, loadScenario: LoadScenario, room = NOBODY): Steering => {
  const find = async (id: string) => loadScenario(id);

  const open: Steering['open'] = (talk, where = 'boot') => {
    const id = talk.ids[talk.at];
    if (id === undefined) return;
    const { opening } = store.getState();
    find(id).then(
      (scenario) => {
        // Somebody has gone elsewhere meanwhile.
        if (store.getState().opening !== opening) return;
        if (isMine(id)) {
          verbs.openLink(ownLink(scenario, talk, where), 'reader');
          return;
        }
        const { policy = defaultPolicy.id, steps } = scenario;
        const step = where === 'boot' ? 0 : steps.length;
        verbs.openLink({ policy, source: { kind: 'scenario', id, branch: null }, talk, step, micro: null }, 'reader');
      },
      () => verbs.report({ kind: 'scenario', says: `The scenario “${id}” of this talk could not be loaded.` }),
    );
  };

  /** So many scenarios on, or nothing where there is none. */
  const turn = (by: 1 | -1, where: 'boot' | 'end'): void => {
    const { talk } = store.getState();
    if (talk !== null && talk.ids[talk.at + by] !== undefined) open({ ...talk, at: talk.at + by }, where);
  };

  return {
    next: () => {
      const move = nextMove(store.getState(), room.guesses() && !room.isAsked());
      if (move?.kind === 'step' || move?.kind === 'out') verbs.stepOver();
      else if (move?.kind === 'ask') room.ask(true);
      else if (move?.kind === 'script') verbs.backToScript();
      else if (move?.kind === 'scenario') turn(1, 'boot');
    },
    previous: () => {
      const { step, micro } = store.getState().cursor;
      if (room.isAsked()) room.ask(false);
      else if (step === 0 && micro === null) turn(-1, 'end');
      else verbs.stepBack();
    },
    start: () => {
      const { talk } = store.getState();
      if (room.isAsked()) room.ask(false);
      if (talk !== null && talk.at > 0) open({ ...talk, at: 0 });
      else verbs.home();
    },
    open,
  };
};
