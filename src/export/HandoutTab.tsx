import { useMemo, useState } from 'react';
import { Button } from '../parts/Button';
import { Check } from '../parts/Field';
import { ownApart, titledApart } from '../session/apart';
import { titles } from '../session/catalogue';
import { useMine, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { Choices } from './Choices';
import styles from './export.module.css';
import { Handout } from './Handout';
import sheets from './handout.module.css';
import { Sheets, usePages } from './Sheets';
import { useExporting } from './useExporting';

const EXTENTS = { this: 'This scenario', chosen: 'Chosen scenarios', all: 'All scenarios' } as const;
const IN_A_TALK = { ...EXTENTS, chosen: 'The talk, or chosen scenarios' } as const;
type Extent = keyof typeof EXTENTS;

const talkOf = ({ talk }: ViewerState) => talk?.ids ?? null;

/** Under which the reader's own stand, before the others. */
const OWN = 'Your own';

interface Offered {
  readonly id: string;
  readonly title: string;
  readonly group: string;
}

/** More of them would only make the dialog slow. */
const MOST_PREVIEWS = 3;

interface ListProps {
  readonly all: readonly Offered[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

const List = ({ all, chosen, onChange }: ListProps) => {
  const groups = [...new Set(all.map(({ group }) => group))];
  const set = (id: string, wanted: boolean) =>
    onChange(new Set(wanted ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  return (
    <div className={styles.list}>
      {groups.map((group) => (
        <fieldset key={group} className={styles.group}>
          <legend className={styles.legend}>{group}</legend>
          {all
            .filter((title) => title.group === group)
            .map(({ id, title }) => (
              <Check key={id} label={title} checked={chosen.has(id)} onChange={(wanted) => set(id, wanted)} />
            ))}
        </fieldset>
      ))}
    </div>
  );
};

/** A scroller must be reachable without a mouse. */
const scroller = { tabIndex: 0 };

interface Props {
  /** The scenario on the screen; `null` for a world of the reader's own. */
  readonly current: string | null;
}

/** Scenarios to be given away on paper, one page each. */
export const HandoutTab = ({ current }: Props) => {
  const { base } = useExporting();
  const talk = useViewer(talkOf);
  const [own, mine] = useMine();
  const all = useMemo(() => {
    const told = ownApart(own, mine);
    return [...own.map((each): Offered => ({ id: each.id, title: titledApart(each, told), group: OWN })), ...titles];
  }, [own, mine]);
  const [extent, setExtent] = useState<Extent>(current === null || talk !== null ? 'chosen' : 'this');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(talk ?? (current === null ? [] : [current])));
  const wanted = useMemo(() => {
    const ids = all.map(({ id }) => id);
    if (extent === 'all') return ids;
    if (extent === 'this') return current === null ? [] : [current];
    // The pages of a talk lie in its order.
    const inTalk = [...new Set(talk ?? [])].filter((id) => chosen.has(id));
    return [...inTalk, ...ids.filter((id) => chosen.has(id) && !inTalk.includes(id))];
  }, [all, extent, chosen, current, talk]);
  const pages = usePages(wanted);
  const count = wanted.length === 1 ? '1 page' : `${wanted.length} pages`;
  const rest = (pages?.length ?? 0) - MOST_PREVIEWS;
  return (
    <div className={styles.tab}>
      <Choices label="Pages" value={extent} choices={talk === null ? EXTENTS : IN_A_TALK} onChange={setExtent} />
      {extent === 'chosen' && <List all={all} chosen={chosen} onChange={setChosen} />}
      <section className={styles.previews} aria-label="Preview" aria-busy={pages === null} {...scroller}>
        <div className={sheets.preview}>
          {pages?.slice(0, MOST_PREVIEWS).map((page) => (
            <Handout key={page.id} page={page} base={base} />
          ))}
        </div>
      </section>
      <div className={styles.actions}>
        <Button look="primary" disabled={pages === null || pages.length === 0} onClick={() => window.print()}>
          Print {count}
        </Button>
        <p className={styles.note}>
          A4, one page per scenario, black on white; under the policy each was written for.
          {rest > 0 && ` ${rest} more ${rest === 1 ? 'is' : 'are'} not shown here.`}
        </p>
      </div>
      {pages !== null && <Sheets pages={pages} base={base} />}
    </div>
  );
};
