import type { MachinePart } from '../viewer/machineRows';

/** What opens the editor of machines on this says, where this is what one looks at. */
export const changeWords = (part: MachinePart): string => {
  switch (part.kind) {
    case 'task':
      return 'Change this task …';
    case 'cpus':
      return 'Change the CPUs …';
    case 'module':
      return `Change ${part.name} …`;
  }
};
