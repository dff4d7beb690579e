import { type ReactNode, useState } from 'react';
import type { Remark } from '../kernel/worldRemarks';
import { Unbroken } from '../parts/Unbroken';
import type { ListName, Row } from './draft';
import type { Said } from './draftProblems';
import { FieldView } from './FieldView';
import type { FormField } from './field';
import { moreLeftOpen } from './left';
import styles from './sandbox.module.css';

interface Props<S> {
  /** The list that the row is of; `null`: the machine itself. */
  readonly list: ListName | null;
  readonly row: Row<S>;
  readonly fields: readonly FormField<S>[];
  /** A specification that says nothing. */
  readonly empty: S;
  readonly said: readonly Said[];
  readonly onWrite: (field: string, text: string) => void;
  /** With the field that the remark stands at. */
  readonly onHeed: (remark: Remark, field: string) => void;
  /** Further fields behind “More”, each drawn by what it is given. */
  readonly more?: (view: (field: FormField<S>) => ReactNode) => ReactNode;
  /** They say something. */
  readonly hasMore?: boolean;
  /** Something is wrong there. */
  readonly moreIsWrong?: boolean;
}

/** The form of one row; what is rarely wanted stands behind “More”, unless it says something, or was left open. */
export const RowForm = <S,>({
  list,
  row,
  fields,
  empty,
  said,
  onWrite,
  onHeed,
  more,
  hasMore = false,
  moreIsWrong = false,
}: Props<S>) => {
  const { spec, texts } = row;
  const shown = fields.filter(({ when }) => when?.(spec) ?? true);
  const rare = shown.filter((field) => field.rare);
  const [isOpen, setOpen] = useState(
    moreLeftOpen.get(list) || hasMore || rare.some(({ show }) => show(spec) !== show(empty)),
  );
  const needed = said.some(({ level, field }) => level === 'problem' && rare.some(({ name }) => name === field));
  const isUnfolded = isOpen || needed || moreIsWrong;
  const view = (field: FormField<S>): ReactNode => (
    <FieldView
      key={field.name}
      field={field}
      spec={spec}
      typed={texts[field.name]}
      said={said.filter((each) => each.field === field.name)}
      onWrite={(text) => onWrite(field.name, text)}
      onHeed={(remark) => onHeed(remark, field.name)}
      isFirst={field === shown[0]}
    />
  );
  return (
    <>
      {said
        .filter(({ field }) => field === '')
        .map(({ says }) => (
          <p key={says} className={styles.problem}>
            <Unbroken>{says}</Unbroken>
          </p>
        ))}
      <div className={styles.fields}>{shown.filter((field) => !field.rare).map(view)}</div>
      {(rare.length > 0 || more !== undefined) && (
        <details
          className={styles.more}
          open={isUnfolded}
          onToggle={({ currentTarget: { open } }) => {
            // What has opened by itself was not left open by anybody.
            if (open !== isUnfolded) moreLeftOpen.set(list, open);
            setOpen(open);
          }}
        >
          <summary>More</summary>
          {more?.(view)}
          <div className={styles.fields}>{rare.map(view)}</div>
        </details>
      )}
    </>
  );
};
