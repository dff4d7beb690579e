/** Where to scroll to, so that the stretch from `from` to `to` can be seen in `room`; no further than needed. */
export const scrolledTo = (now: number, room: number, from: number, to: number): number => {
  if (from < now) return Math.max(0, from);
  return to > now + room ? Math.min(from, to - room) : now;
};
