import type { Policy } from '../kernel/policies';
import { Button } from '../parts/Button';
import { IconButton } from '../parts/IconButton';
import { CloseIcon, PlusIcon } from '../parts/laterIcons';
import { Menu } from '../parts/Menu';
import { Mono } from '../parts/Mono';
import { useVerbs, useViewer } from '../session/useViewer';
import type { Comparison } from '../trace/compare';
import type { ViewerState } from '../viewer/state';
import styles from './choice.module.css';
import { addable, differenceAfter } from './comparison';

interface ChipProps {
  readonly policy: Policy;
  readonly leads: boolean;
  /** `null` when it has to stay: a comparison needs two. */
  readonly onRemove: (() => void) | null;
}

const Chip = ({ policy: { id, title }, leads, onRemove }: ChipProps) => {
  const { setPolicy } = useVerbs();
  return (
    <li className={styles.chip}>
      <button
        type="button"
        className={styles.name}
        aria-pressed={leads}
        title={`${title}. ${leads ? 'The timeline follows it.' : 'Press to let the timeline follow it.'}`}
        onClick={() => setPolicy(id)}
      >
        <Mono>{id}</Mono>
        {leads && <span className={styles.leads}>leads</span>}
      </button>
      {onRemove !== null && (
        <IconButton className={styles.remove} label={`Remove ${id} from the comparison`} onClick={onRemove}>
          <CloseIcon />
        </IconButton>
      )}
    </li>
  );
};

const leadOf = ({ policy }: ViewerState): string => policy;
const stepOf = ({ cursor }: ViewerState): number => cursor.step;

interface Props {
  readonly comparison: Comparison;
  readonly policies: readonly Policy[];
}

/** Which policies are compared, where they part, and the way back. */
export const Choice = ({ comparison, policies }: Props) => {
  const lead = useViewer(leadOf);
  const step = useViewer(stepOf);
  const { compare, goto } = useVerbs();
  const ids = policies.map(({ id }) => id);
  /** The leading one first, as long as it is there. */
  const show = (wanted: readonly string[]) =>
    compare(wanted.toSorted((a, b) => Number(b === lead) - Number(a === lead)));
  const [first] = comparison.differences;
  const next = differenceAfter(comparison, step);
  const more = addable(policies);
  return (
    <div className={styles.strip}>
      <h2 className={styles.title}>Compare</h2>
      <ul className={styles.chips} aria-label="Policies compared">
        {policies.map((policy) => (
          <Chip
            key={policy.id}
            policy={policy}
            leads={policy.id === lead}
            onRemove={policies.length > 2 ? () => show(ids.filter((id) => id !== policy.id)) : null}
          />
        ))}
        {more.length > 0 && (
          <li>
            <Menu
              label="Add a policy"
              choices={more.map(({ id, title }) => ({ value: id, label: id, note: title }))}
              onChange={(id) => show([...ids, id])}
              trigger={
                <Button look="quiet">
                  <PlusIcon /> Add
                </Button>
              }
            />
          </li>
        )}
      </ul>
      <div className={styles.actions}>
        <Button disabled={first === undefined} onClick={() => first !== undefined && goto(first)}>
          First difference
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && goto(next)}>
          Next difference
        </Button>
        <Button aria-label="Leave the comparison" onClick={() => compare([lead])}>
          <CloseIcon /> Leave
        </Button>
      </div>
    </div>
  );
};
