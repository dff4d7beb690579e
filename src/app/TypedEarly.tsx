import hidden from '../parts/visuallyHidden.module.css';

/** Takes the focus, and gives it back when what was fetched has come. */
const borrowFocus = (field: HTMLInputElement) => {
  const before = document.activeElement;
  field.focus();
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
};

interface Props {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** While a field is being fetched that one opens to type: the letters are for it, and no shortcuts. */
export const TypedEarly = ({ typed, onType }: Props) => (
  <input
    ref={borrowFocus}
    className={hidden.hidden}
    aria-label="Find"
    value={typed}
    onChange={(event) => onType(event.target.value)}
  />
);
