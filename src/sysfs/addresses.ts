const digits = (name: string): string => {
  const hash = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return (hash % 0x1000000).toString(16).padStart(6, '0');
};

/** An address in module space for a name, the same every time. */
export const bareAddress = (name: string): string => `0xffffffffc0${digits(name)}`;

/** One in the kernel's own text, as `/proc/kallsyms` prints it. */
export const textAddress = (name: string): string => `ffffffff81${digits(name)}`;
