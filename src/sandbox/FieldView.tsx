import { useId } from 'react';
import type { Remark } from '../kernel/worldRemarks';
import { Area } from '../parts/Area';
import { Button } from '../parts/Button';
import { Check, Field } from '../parts/Field';
import { join } from '../parts/join';
import type { Described } from '../parts/Labelled';
import { Select } from '../parts/Select';
import type { Said } from './draftProblems';
import { type FormField, ON } from './field';
import styles from './sandbox.module.css';
import { offersOf, suggestion } from './suggestions';

interface Props<S> {
  readonly field: FormField<S>;
  readonly spec: S;
  /** What was typed, where it is not what the specification shows. */
  readonly typed: string | undefined;
  readonly said: readonly Said[];
  readonly onWrite: (text: string) => void;
  readonly onHeed: (remark: Remark) => void;
  readonly isFirst: boolean;
}

/** One field of a form, with what is wrong with it below. */
export const FieldView = <S,>({ field, spec, typed, said, onWrite, onHeed, isFirst }: Props<S>) => {
  const { label, hint } = field;
  const offers = offersOf(said);
  const id = useId();
  const remarks = join(...offers.map(({ says }, at) => says !== null && `${id}-${at}`));
  const value = typed ?? field.show(spec);
  const problem = said.find(({ level }) => level === 'problem')?.says;
  const locked = field.locked?.(spec) ?? null;
  const shared = {
    label,
    value,
    problem,
    hint: locked ?? hint,
    also: remarks,
    onChange: onWrite,
    disabled: locked !== null,
  };
  /** Of a control that does not say itself what is wrong with it. */
  const described = {
    'aria-invalid': problem !== undefined,
    'aria-describedby': join(problem !== undefined && `${id}-problem`, remarks) || undefined,
  };
  const first = isFirst ? { 'data-first': '' } : {};
  const number =
    'isNumber' in field ? ({ inputMode: 'numeric', 'data-number': field.rare ? undefined : '' } as const) : {};
  return (
    <div
      className={styles.field}
      data-field={field.name}
      data-width={field.width}
      data-wrong={problem === undefined ? undefined : ''}
    >
      {field.kind === 'line' && <Field {...shared} {...first} {...number} />}
      {field.kind === 'lines' && (
        <Area {...shared} {...first} rows={Math.min(Math.max(value.split('\n').length, 2), 10)} />
      )}
      {field.kind === 'check' && (
        <Check label={label} checked={value === ON} onChange={(on) => onWrite(on ? ON : '')} described={described} />
      )}
      {field.kind === 'choice' && (
        <div className={styles.choice}>
          <span className={styles.label} aria-hidden="true">
            {label}
          </span>
          <Select label={label} value={value} groups={field.groups} onChange={onWrite} described={described} />
        </div>
      )}
      {field.kind === 'buttons' && <Buttons field={field} value={value} onWrite={onWrite} described={described} />}
      {field.kind !== 'line' && field.kind !== 'lines' && problem !== undefined && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
      <Remarks id={id} offers={offers} onHeed={onHeed} />
    </div>
  );
};

interface ButtonsProps {
  readonly field: {
    readonly label: string;
    readonly groups: readonly { readonly choices: readonly { readonly value: string; readonly label: string }[] }[];
  };
  readonly value: string;
  readonly onWrite: (value: string) => void;
  readonly described: Described;
}

/** One of a few, all in sight. */
const Buttons = ({ field: { label, groups }, value, onWrite, described }: ButtonsProps) => {
  const name = useId();
  return (
    <fieldset className={styles.buttons} aria-describedby={described['aria-describedby']}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.segments}>
        {groups.flatMap(({ choices }) =>
          choices.map((choice) => (
            <label key={choice.value} className={styles.segment}>
              <input type="radio" name={name} checked={choice.value === value} onChange={() => onWrite(choice.value)} />
              {choice.label}
            </label>
          )),
        )}
      </div>
    </fieldset>
  );
};

interface RemarksProps {
  /** Each sentence has one of its own, by its number. */
  readonly id: string;
  readonly offers: ReturnType<typeof offersOf>;
  readonly onHeed: (remark: Remark) => void;
}

/** What is possible and probably not meant, and what cannot be, with a button that does what was meant. */
const Remarks = ({ id, offers, onHeed }: RemarksProps) =>
  offers.map(({ says, remark }, at) => (
    <div key={says ?? (remark && suggestion(remark))} className={styles.remark}>
      {says !== null && <p id={`${id}-${at}`}>{says}</p>}
      {remark !== undefined && <Button onClick={() => onHeed(remark)}>{suggestion(remark)}</Button>}
    </div>
  ));
