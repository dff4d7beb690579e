/** The name of a phase as large as its box can hold it, for a drawing that is seen from far away. */

const EM = 0.6;
const LEADING = 1.12;
const PAD = 14;
const LARGEST = 64;

export interface BigName {
  readonly lines: readonly string[];
  readonly size: number;
}

/** Breaks only after an underscore. */
const inLines = (name: string, most: number): readonly string[] => {
  const lines: string[] = [''];
  for (const part of name.split(/(?<=_)(?=[^_])/)) {
    const line = lines.at(-1) ?? '';
    if (line === '' || line.length + part.length <= most) lines[lines.length - 1] = line + part;
    else lines.push(part);
  }
  return lines;
};

/** The division into lines that allows the largest letters. */
export const bigName = (name: string, width: number, height: number): BigName => {
  const candidates = Array.from({ length: name.length }, (_, at): BigName => {
    const lines = inLines(name, at + 1);
    const longest = Math.max(...lines.map(({ length }) => length));
    const size = Math.min((width - PAD) / (longest * EM), (height - PAD) / (lines.length * LEADING), LARGEST);
    return { lines, size: Math.floor(size) };
  });
  return candidates.reduce((best, each) => (each.size > best.size ? each : best));
};

/** Base lines of the name, centred in a box of this height. */
export const bigLines = ({ lines, size }: BigName, height: number): readonly number[] => {
  const first = (height - lines.length * size * LEADING) / 2 + size * 0.86;
  return lines.map((_, at) => Math.round(first + at * size * LEADING));
};
