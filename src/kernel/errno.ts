/** Error numbers as the kernel returns them. `-` stands for a number that is none. */

/** `include/uapi/asm-generic/errno.h`: ten in a line, from 1 on, each without its E. */
const PUBLIC = `PERM NOENT SRCH INTR IO NXIO 2BIG NOEXEC BADF CHILD
AGAIN NOMEM ACCES FAULT NOTBLK BUSY EXIST XDEV NODEV NOTDIR
ISDIR INVAL NFILE MFILE NOTTY TXTBSY FBIG NOSPC SPIPE ROFS
MLINK PIPE DOM RANGE DEADLK NAMETOOLONG NOLCK NOSYS NOTEMPTY LOOP
- NOMSG IDRM CHRNG L2NSYNC L3HLT L3RST LNRNG UNATCH NOCSI
L2HLT BADE BADR XFULL NOANO BADRQC BADSLT - BFONT NOSTR
NODATA TIME NOSR NONET NOPKG REMOTE NOLINK ADV SRMNT COMM
PROTO MULTIHOP DOTDOT BADMSG OVERFLOW NOTUNIQ BADFD REMCHG LIBACC LIBBAD
LIBSCN LIBMAX LIBEXEC ILSEQ RESTART STRPIPE USERS NOTSOCK DESTADDRREQ MSGSIZE
PROTOTYPE NOPROTOOPT PROTONOSUPPORT SOCKTNOSUPPORT OPNOTSUPP PFNOSUPPORT AFNOSUPPORT ADDRINUSE ADDRNOTAVAIL NETDOWN
NETUNREACH NETRESET CONNABORTED CONNRESET NOBUFS ISCONN NOTCONN SHUTDOWN TOOMANYREFS TIMEDOUT
CONNREFUSED HOSTDOWN HOSTUNREACH ALREADY INPROGRESS STALE UCLEAN NOTNAM NAVAIL ISNAM
REMOTEIO DQUOT NOMEDIUM MEDIUMTYPE CANCELED NOKEY KEYEXPIRED KEYREVOKED KEYREJECTED OWNERDEAD
NOTRECOVERABLE RFKILL HWPOISON`;

/** `include/linux/errno.h`: meant to stay inside the kernel, but a callback may return them. Likewise, from 512 on. */
const INTERNAL = `RESTARTSYS RESTARTNOINTR RESTARTNOHAND NOIOCTLCMD RESTART_RESTARTBLOCK PROBE_DEFER OPENSTALE NOPARAM - BADHANDLE
NOTSYNC BADCOOKIE NOTSUPP TOOSMALL SERVERFAULT BADTYPE JUKEBOX IOCBQUEUED RECALLCONFLICT NOGRACE`;
const FIRST_INTERNAL = 512;

/** The compiler knows each name, too. */
type Split<Text extends string, By extends string, Known = never> = Text extends `${infer First}${By}${infer Rest}`
  ? Split<Rest, By, Known | First>
  : Known | Text;
type Name = `E${Exclude<Split<Split<typeof PUBLIC | typeof INTERNAL, '\n'>, ' '>, '-'>}`;

/** A name, or the number alone where the kernel has no name for it. */
export type Errno = Name | `${number}`;

const byNumber = new Map<number, Name>();
const known = (names: string, first: number): void =>
  names.split(/\s/).forEach((name, index) => {
    if (name !== '-') byNumber.set(first + index, `E${name}` as Name);
  });
known(PUBLIC, 1);
known(INTERNAL, FIRST_INTERNAL);

const byName: ReadonlyMap<string, number> = new Map([...byNumber].map(([number, name]) => [name, number]));

/** Whether the kernel has an error of this name, or it is a number. */
export const isErrno = (text: string): text is Errno => byName.has(text) || /^\d+$/.test(text);

/** The positive number. */
export const errnoNumber = (errno: Errno): number => byName.get(errno) ?? Number(errno);

/** The number behind a name; `undefined`: it is none of the kernel's. */
export const errnoNamed = (name: string): number | undefined => byName.get(name);

/** The name for a return value such as `-19`; `null` for 0 and for a positive number, which is no error. */
export function errnoOf(returned: number): Errno | null {
  if (returned >= 0) return null;
  return byNumber.get(-returned) ?? `${-returned}`;
}

/** `do_init_module()`: -EEXIST is reserved for "already loaded", so an init function's own becomes -EBUSY. */
export const initErrno = (returned: Errno): Errno => (returned === 'EEXIST' ? 'EBUSY' : returned);
