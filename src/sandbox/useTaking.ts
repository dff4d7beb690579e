import { useEffect, useRef, useState } from 'react';
import { type Understood, understood } from '../intake/given';
import type { Given } from '../intake/kind';
import { MOST_SHOWN } from '../parts/Area';
import { type Dropped, useDropped } from '../parts/useDropped';
import { type Aim, type Editing, select } from './editing';
import { isPending, NOT_OPENED, settled, type Taken, take } from './taking';

interface Options {
  readonly editing: Editing;
  readonly onTaken: (taken: Taken) => void;
  /** @param isAtFault the text in the field is why the machine is not opened. */
  readonly onRefused: (editing: Editing, isAtFault: boolean) => void;
}

interface Taking {
  /** Why what was given gave nothing. */
  readonly refused: readonly string[];
  /** Something else is typed: that is no longer said. */
  readonly heard: () => void;
  readonly takeIn: (found: Understood) => boolean;
  readonly receive: (dropped: readonly Dropped[]) => void;
  /** Goes on with what still stands in the field added; stays where it cannot be. */
  readonly settle: (how: Aim, then: (editing: Editing, how: Aim) => void) => void;
}

const NOT_FETCHED = 'What reads this could not be fetched. Check the connection and try again.';

/** What is dropped on the page, or pasted, becomes part of the draft; what cannot, says why. */
export const useTaking = ({ editing, onTaken, onRefused }: Options): Taking => {
  const [refused, setRefused] = useState<readonly string[]>([]);
  const latest = useRef(editing);
  useEffect(() => {
    latest.current = editing;
  });
  /** What was dropped may be understood only after this machine has been opened: then it is no draft any more. */
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const read = (given: readonly Given[]): Promise<Understood> =>
    understood(
      given,
      latest.current.draft.tasks.map(({ spec }) => spec),
    );
  const keep = (why: readonly string[], given: Given | null): void => {
    setRefused(why);
    const now = select(latest.current, null);
    onRefused(given === null ? now : { ...now, given }, false);
  };
  const takeIn = (found: Understood): boolean => {
    const taken = take(latest.current, found);
    if (taken === null) return false;
    setRefused([]);
    onTaken(taken);
    return true;
  };
  const receive = (dropped: readonly Dropped[]): void => {
    const [only] = dropped;
    const isShown = dropped.length === 1 && only !== undefined && only.text.length <= MOST_SHOWN;
    const shown = (): Given | null => (isShown && latest.current.given.text === '' ? only : null);
    read(dropped).then(
      (found) => {
        if (isOpen.current && !takeIn(found)) keep(found.refused, shown());
      },
      () => isOpen.current && keep([NOT_FETCHED], shown()),
    );
  };
  useDropped(receive, true);

  const settle: Taking['settle'] = (how, then) => {
    if (!isPending(editing)) {
      then(editing, how);
      return;
    }
    const { given } = editing;
    const isStill = (): boolean => isOpen.current && latest.current.given === given;
    const stay = (why: string): void => {
      setRefused([why]);
      onRefused(select(latest.current, null), true);
    };
    read([given]).then(
      (found) => {
        if (!isStill()) return;
        const added = settled(latest.current, found, how);
        if (added === null) stay(NOT_OPENED);
        else if (added.opens === null) onTaken(added);
        else then(added.editing, added.opens);
      },
      () => isStill() && stay(NOT_FETCHED),
    );
  };
  return { refused, heard: () => setRefused([]), takeIn, receive, settle };
};
