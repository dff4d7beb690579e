/** How large a world and its history may be, wherever they come from: a form, a file, a link, what a browser has kept. */
export const LIMITS = {
  events: 2000,
  /** Tasks in all, with every `count` written out. */
  tasks: 10_000,
  patches: 64,
  cpus: 64,
  /** Frames of one stack, functions, states or missing symbols of one patch, parameters of one `insmod`. */
  list: 64,
  name: 64,
  /** `object:func,sympos`; longer than a kernel allows (KSYM_NAME_LEN), so that its refusal can be seen. */
  func: 640,
  /** Values of module parameters and of writes to sysfs. */
  value: 256,
  note: 160,
  /** PID_MAX_LIMIT of 64-bit kernels. */
  tid: 4_194_304,
  /** `unsigned int`, as a patch's version and a state's are. */
  version: 4_294_967_295,
} as const;
