/** How much a link may ask for. Decoding stops at the first thing that goes beyond. */
export const LIMITS = {
  /** Characters of the whole link, `#/` included. */
  characters: 8192,
  events: 2000,
  /** Tasks in all, with every `count` written out. */
  tasks: 10_000,
  patches: 64,
  /** Side by side. */
  policies: 5,
  cpus: 64,
  /** Frames of one stack, functions, states or missing symbols of one patch, parameters of one `insmod`. */
  list: 64,
  name: 64,
  /** `object:func,sympos`. */
  func: 128,
  /** Values of module parameters and of writes to sysfs. */
  value: 256,
  note: 160,
  /** PID_MAX_LIMIT of 64-bit kernels. */
  tid: 4_194_304,
  /** `unsigned int`, as a patch's version and a state's are. */
  version: 4_294_967_295,
  step: 99_999,
} as const;
