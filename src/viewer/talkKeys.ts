/** The keyboard while presenting: the same table, and before it what is meant only then. Fetched with the presenter. */
import { type KeyBinding, keyTable, SIDEWAYS, talk } from './keys';

/** The keys of slide programs, which clickers send. They work whatever was clicked last, except while writing. */
const presenting: readonly KeyBinding[] = [
  talk(['PageDown'], 'Page Down', 'Next step, then the next scenario', 'next', { leavesTo: [] }),
  talk(['PageUp'], 'Page Up', 'Step before, then the scenario before', 'previous', { leavesTo: [] }),
  talk(['ArrowRight'], '→', 'Next step, then the next scenario', 'next', { leavesTo: SIDEWAYS }),
  talk(['ArrowLeft'], '←', 'Step before, then the scenario before', 'previous', { leavesTo: SIDEWAYS }),
  talk(['F5'], 'F5', 'Present from the first step', 'start', { leavesTo: [] }),
  talk(['F5'], 'Shift+F5', 'Present from this step', 'startHere', { leavesTo: [], shift: true }),
  talk(['b', 'B', '.'], 'B .', 'Blank to black, and back', 'black'),
  talk(['w', 'W', ','], 'W ,', 'Blank to white, and back', 'white'),
  talk(['l', 'L'], 'L', 'Unlock the machine, and lock it', 'lock'),
  talk(['c', 'C'], 'C', 'Leave the camera, and return to it', 'camera'),
  talk(['n', 'N'], 'N', 'Show or hide the notes (one window)', 'notes'),
  talk(['f', 'F'], 'F', 'Full screen', 'fullScreen'),
  talk(['Escape'], 'Esc', 'Leave the presentation', 'leave', { leavesTo: ['menu', 'dialog', 'word'] }),
];

export const talkTable: readonly KeyBinding[] = [...presenting, ...keyTable];
