import type { Whereabouts } from '../../kernel/model';

const CHIP = (
  <>
    <rect x="4" y="4" width="8" height="8" rx="1" />
    <path d="M6.5 1.5v2M9.5 1.5v2M6.5 12.5v2M9.5 12.5v2M1.5 6.5h2M1.5 9.5h2M12.5 6.5h2M12.5 9.5h2" />
  </>
);

/** A processor, filled while the task is in the kernel; a queue; a moon; a moon with a bar; a stop sign. */
const SHAPES: Readonly<Record<Whereabouts, React.ReactNode>> = {
  user: CHIP,
  kernel: (
    <>
      {CHIP}
      <rect x="6" y="6" width="4" height="4" fill="currentColor" />
    </>
  ),
  runnable: <path d="M2 4h7M2 8h7M2 12h7M11.5 5.5 14 8l-2.5 2.5" />,
  interruptible: <path d="M12.5 10A5.5 5.5 0 0 1 6 3.5a5.2 5.2 0 1 0 6.5 6.5Z" />,
  uninterruptible: <path d="M12.5 10A5.5 5.5 0 0 1 6 3.5a5.2 5.2 0 1 0 6.5 6.5Z" fill="currentColor" />,
  stopped: <path d="M5.5 1.8h5l3.7 3.7v5l-3.7 3.7h-5l-3.7-3.7v-5zM5 8h6" />,
};

/** Where a task is, as a small picture beside the words. */
export const WhereIcon = ({
  where,
  className,
}: {
  readonly where: Whereabouts;
  readonly className?: string | undefined;
}) => (
  <svg
    className={className}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {SHAPES[where]}
  </svg>
);
