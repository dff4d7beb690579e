import { useId } from 'react';
import type { ParamImage } from '../../kernel/images';
import { LIMITS } from '../../kernel/limits';
import { Mono } from '../../parts/Mono';
import { useViewer } from '../../session/useViewer';
import { policyInForce } from '../../viewer/policyInForce';
import styles from './row.module.css';

interface Props {
  readonly params: readonly ParamImage[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
  /** The parameter that stands for the `replace` flag. */
  readonly replaceParam: string | null;
}

/** What will stand behind `insmod MODULE.ko`; an empty field leaves the default. */
export const ParamFields = ({ params, values, onChange, replaceParam }: Props) => {
  const id = useId();
  const { replaceFlag } = useViewer(policyInForce);
  return params.map(({ name, type, default: fallback }) => (
    <p key={name} className={styles.param}>
      <label htmlFor={`${id}-${name}`}>
        <Mono>{name}=</Mono>
      </label>
      <input
        id={`${id}-${name}`}
        className={styles.value}
        maxLength={LIMITS.value}
        placeholder={fallback === '' ? type : fallback}
        value={values[name] ?? ''}
        onChange={(change) => onChange({ ...values, [name]: change.target.value })}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      {replaceParam === name && <span>1 {replaceFlag}</span>}
    </p>
  ));
};
