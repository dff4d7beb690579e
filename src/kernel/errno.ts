/** Error numbers as the kernel returns them. `-` stands for a number that is none. */

/** `include/uapi/asm-generic/errno.h`: ten in a line, from 1 on. */
const PUBLIC = `EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD
EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR
EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS
EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP
- ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI
EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR
ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM
EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD
ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE
EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN
ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM
EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD
ENOTRECOVERABLE ERFKILL EHWPOISON`;

/** `include/linux/errno.h`: meant to stay inside the kernel, but a callback may return them. Likewise, from 512 on. */
const INTERNAL = `ERESTARTSYS ERESTARTNOINTR ERESTARTNOHAND ENOIOCTLCMD ERESTART_RESTARTBLOCK EPROBE_DEFER EOPENSTALE ENOPARAM - EBADHANDLE
ENOTSYNC EBADCOOKIE ENOTSUPP ETOOSMALL ESERVERFAULT EBADTYPE EJUKEBOX EIOCBQUEUED ERECALLCONFLICT ENOGRACE`;
const FIRST_INTERNAL = 512;

/** The compiler knows each name, too. */
type Split<Text extends string, By extends string, Known = never> = Text extends `${infer First}${By}${infer Rest}`
  ? Split<Rest, By, Known | First>
  : Known | Text;
type Name = Exclude<Split<Split<typeof PUBLIC | typeof INTERNAL, '\n'>, ' '>, '-'>;

/** A name, or the number alone where the kernel has no name for it. */
export type Errno = Name | `${number}`;

const byNumber = new Map<number, Name>();
const known = (names: string, first: number): void =>
  names.split(/\s/).forEach((name, index) => {
    if (name !== '-') byNumber.set(first + index, name as Name);
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
