/** Frames to which `scripts/decode_stacktrace.sh`, or syzbot, has added the line of the source. */

/** `fs/sync.c:212`, also with what a compiler distinguishes in one line, and several where functions are inlined. */
const PLACE = String.raw`[\w./+-]+\.(?:[chS]|rs):\d+(?: \(discriminator \d+\))?`;
/** syzbot: `schedule+0xe9/0x270 kernel/sched/core.c:6817`. */
const BEHIND = new RegExp(`^(.*\\+0x[0-9a-f]+/0x[0-9a-f]+(?: \\[\\w+\\])?) ${PLACE}$`);
/** The same of what is no function of its own in the kernel that runs, and has no frame. */
const INLINED = new RegExp(`^(?:\\? )?[\\w.$]+ ${PLACE} \\[inline\\]$`);
/** `do_fsync (fs/sync.c:212 fs/sync.c:218) ext4`: the module has lost its brackets. */
const INSTEAD = new RegExp(`^(.{0,40}?[\\w.$]+) \\((?:${PLACE} ?){1,8}\\)(?: (?!\\()\\[?(\\w+)\\]?)?$`);

/** As the kernel printed it; `inlined`: the kernel did not; `null`: nothing was added. */
export function undecoded(words: string): string | 'inlined' | null {
  if (!/\.(?:[chS]|rs):\d/.test(words) || words.startsWith('#')) return null;
  if (INLINED.test(words)) return 'inlined';
  const [, frame] = BEHIND.exec(words) ?? [];
  if (frame !== undefined) return frame;
  const [, func, module] = INSTEAD.exec(words) ?? [];
  if (func === undefined) return null;
  return module === undefined ? func : `${func} [${module}]`;
}
