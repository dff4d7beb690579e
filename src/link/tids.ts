/** Threads: the number of the first mention, or `_` and the tid where it is mentioned for the first time. */
import { isDigit } from './alphabet';
import type { Codec } from './codec';
import { codeFailures } from './codeErrors';
import { LIMITS } from './limits';
import type { Reader } from './reader';
import type { Writer } from './writer';

const NEW = '_';

/** After the `_`; without digits the tid that follows the last one mentioned. */
function readNew(from: Reader): number | undefined {
  const tid = isDigit(from.next) ? from.number('thread id', LIMITS.tid) : from.tids.next;
  if (tid !== undefined && from.tids.placeOf(tid) === undefined) from.tids.add(tid);
  return tid;
}

function writeNew(tid: number, to: Writer): void {
  to.put(tid === to.tids.next ? NEW : `${NEW}${tid}`);
  if (to.tids.placeOf(tid) === undefined) to.tids.add(tid);
}

/** A thread that may have been mentioned before. */
export const tid: Codec<number> = {
  syntax: 'TASK',
  write: (value, to) => {
    const place = to.tids.placeOf(value);
    if (place === undefined) writeNew(value, to);
    else to.put(place);
  },
  read: (from) => {
    if (from.accept(NEW)) return readNew(from);
    const place = from.number('task', LIMITS.tid);
    if (place === undefined) return undefined;
    return from.tids.at(place) ?? from.fail(codeFailures.unknownReference(from.position, `task ${place}`));
  },
};

/** A thread that comes to be: always with the `_`, so that it can follow another. */
export const newTid: Codec<number> = {
  syntax: '_[TID]',
  write: writeNew,
  read: (from) => (from.accept(NEW) ? readNew(from) : from.expected(`'${NEW}' and a thread id`)),
};

/**
 * The tid of a task of the world: for the first one the tid, for others how many tids are free between it and the task
 * before, nothing where it follows at once, and `_` with the tid where it does not come after that task.
 */
export const worldTid: Codec<number> = {
  syntax: '[GAP or _TID]',
  write: (value, to) => {
    const gap = value - to.tids.next;
    if (gap !== 0) to.put(gap > 0 ? gap : `${NEW}${value}`);
  },
  read: (from) => {
    if (from.accept(NEW)) return from.number('thread id', LIMITS.tid);
    const gap = isDigit(from.next) ? from.number('thread id', LIMITS.tid) : 0;
    return gap === undefined ? undefined : from.tids.next + gap;
  },
};
