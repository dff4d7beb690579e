/** What a newcomer is shown: at most seven pointers, each beside what it explains. */
export interface Pointer {
  /** Finds the thing on the screen. */
  readonly at: string;
  readonly title: string;
  readonly says: string;
}

const panel = (name: string): string => `[data-panel="${name}"]`;

export const pointers: readonly Pointer[] = [
  {
    at: 'header h1',
    title: 'What this is about',
    says: 'A livepatch replaces functions of a running kernel. Tasks switch to it one by one, because none may change inside a function that is being replaced. In 2019 an RFC asked for two rules: only higher versions may load, and sticky livepatches may not be disabled.',
  },
  {
    at: '#stage > :first-child',
    title: 'A scenario is told step by step',
    says: 'This sentence says what to notice. Once this introduction is closed, → goes on and ← goes back; nothing can be lost.',
  },
  {
    at: panel('Timeline'),
    title: 'Every step is a mark',
    says: 'A cross was refused, a hatched band is a transition. ↓ steps into an event, through the functions of the kernel.',
  },
  {
    at: panel('Tasks'),
    title: 'Tasks switch one by one',
    says: 'Each task with its kernel stack and the side it is on. A sentence says what holds it up.',
  },
  {
    at: panel('Why'),
    title: 'Why',
    says: 'Which rule answered, with which values, and the sentence or the kernel function it comes from.',
  },
  {
    at: panel('Module library'),
    title: 'Leave the script at any time',
    says: 'Load a module, or press any other button: a branch begins, and the scenario stays as it was.',
  },
  {
    at: 'button[aria-label="Tools"]',
    title: 'To learn alone',
    says: 'Guided reading with challenges, questions before the steps, a glossary, and this introduction again.',
  },
];
