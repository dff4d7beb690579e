import type { MachinePart } from '../viewer/machineRows';

const WORDS: Readonly<Record<MachinePart['kind'], string>> = {
  task: 'Change this task …',
  cpus: 'Change the CPUs …',
  module: 'Change …',
};

/** What opens the editor of machines on this says, where this is what one looks at. */
export const changeWords = ({ kind }: MachinePart): string => WORDS[kind];
