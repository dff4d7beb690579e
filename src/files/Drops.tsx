import { useRef, useState } from 'react';
import { later } from '../parts/later';
import { OpensOver } from '../parts/OpensOver';
import { type Dropped, useDropped } from '../parts/useDropped';
import { useLocal, useMine, useViewerItself } from '../session/useViewer';

const OpenFile = later(async () => (await import('./OpenFile')).OpenFile);

/** What could not be opened, and why. */
interface Refused {
  /** Counts up: each time it is another dialog. */
  readonly serial: number;
  readonly given: readonly Dropped[];
  readonly problems: readonly string[];
}

/**
 * Files that are dropped on the page, or text that is pasted: a scenario is opened; modules in C and tasks are added to the
 * machine. What cannot be read says why.
 */
export const Drops = () => {
  const viewer = useViewerItself();
  const [, mine] = useMine();
  const local = useLocal();
  const [refused, setRefused] = useState<Refused | null>(null);
  const serial = useRef(0);
  const refuse = (given: readonly Dropped[], problems: readonly string[]): void => {
    serial.current += 1;
    setRefused({ serial: serial.current, given, problems });
  };

  const open = async (given: readonly Dropped[]): Promise<void> => {
    const { isOurs, openGiven } = await import('./openGiven');
    const [first] = given;
    // Whatever else is pasted is none of our business.
    if (first === undefined || (first.name === undefined && !isOurs(first.text))) return;
    const problems = await openGiven(given, viewer, mine, local);
    if (problems === null) setRefused(null);
    else refuse(given, problems);
  };
  useDropped((given) => {
    const failed = (): void => refuse(given, ['What reads this could not be fetched. Try again.']);
    open(given).catch(failed);
  });

  return (
    <OpensOver onClose={() => setRefused(null)}>
      {refused !== null && (
        <OpenFile
          key={refused.serial}
          given={refused.given}
          problems={refused.problems}
          onClose={() => setRefused(null)}
        />
      )}
    </OpensOver>
  );
};
