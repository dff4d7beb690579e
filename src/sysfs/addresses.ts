/** An address in module space for a name, the same every time. */
export const bareAddress = (name: string): string => {
  const hash = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return `0xffffffffc0${(hash % 0x1000000).toString(16).padStart(6, '0')}`;
};
