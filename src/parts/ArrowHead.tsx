interface Props {
  /** Names it for the lines that end in it. */
  readonly id: string;
  /** Its colour. */
  readonly className: string | undefined;
}

/** The head of an arrow, for the `defs` of a drawing: a line ends in it with `markerEnd="url(#…)"`. */
export const ArrowHead = ({ id, className }: Props) => (
  <marker
    id={id}
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerWidth="8"
    markerHeight="8"
    markerUnits="userSpaceOnUse"
    orient="auto"
  >
    <path className={className} d="M0 0.5 7.5 4 0 7.5Z" />
  </marker>
);
