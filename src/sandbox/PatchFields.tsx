import { Check, Field } from '../parts/Field';
import { IconButton } from '../parts/IconButton';
import { CloseIcon } from '../parts/icons';
import { useViewer } from '../session/useViewer';
import { policyInForce } from '../viewer/policyInForce';
import styles from './ownWorld.module.css';
import { BLOCK, type PatchForm, type Problems } from './worldForm';

interface Props {
  readonly patch: PatchForm;
  readonly problems: Problems;
  readonly onChange: (patch: PatchForm) => void;
  readonly onRemove: () => void;
}

/** One livepatch module. */
export const PatchFields = ({ patch, problems, onChange, onRemove }: Props) => {
  const { replaceFlag } = useViewer(policyInForce);
  const problem = (name: string) => problems.get(`patch.${patch.key}.${name}`);
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>Livepatch {patch.name}</legend>
      <Field
        className={styles.name}
        label="Name"
        value={patch.name}
        onChange={(name) => onChange({ ...patch, name })}
        problem={problem('name')}
      />
      <Field
        className={styles.number}
        label="Version"
        inputMode="numeric"
        value={patch.version}
        onChange={(version) => onChange({ ...patch, version })}
        problem={problem('version')}
      />
      <Field
        className={styles.functions}
        label="Functions it replaces"
        value={patch.funcs}
        onChange={(funcs) => onChange({ ...patch, funcs })}
        problem={problem('funcs')}
      />
      <Field
        className={styles.states}
        label="States it changes"
        value={patch.states}
        onChange={(states) => onChange({ ...patch, states })}
        problem={problem('states')}
        hint={`id-version, commas between: 1-2, 3-1 ${BLOCK}`}
      />
      <Field
        className={styles.set}
        label="Replace set"
        inputMode="numeric"
        value={patch.replaceSet}
        onChange={(replaceSet) => onChange({ ...patch, replaceSet })}
        problem={problem('replaceSet')}
      />
      <div className={styles.checks}>
        <Check label="sticky" checked={patch.sticky} onChange={(sticky) => onChange({ ...patch, sticky })} />
        <Check
          label={`replace (${replaceFlag})`}
          checked={patch.replace}
          onChange={(replace) => onChange({ ...patch, replace })}
        />
      </div>
      <IconButton className={styles.remove} label={`Remove ${patch.name}`} onClick={onRemove}>
        <CloseIcon />
      </IconButton>
    </fieldset>
  );
};
