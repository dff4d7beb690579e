import type { ReactNode } from 'react';
import { CALLBACK_NAMES } from '../kernel/images';
import type { WidePatchSpec } from '../kernel/world';
import { Check } from '../parts/Field';
import { fieldsOfCallback } from './callbackForms';
import type { FormField } from './field';
import { callbacksOf, newCallback, withCallback } from './patchObjects';
import styles from './sandbox.module.css';

interface Props {
  readonly patch: WidePatchSpec;
  readonly onChange: (patch: WidePatchSpec) => void;
  readonly view: (field: FormField<WidePatchSpec>) => ReactNode;
}

/** The callbacks of each object of a livepatch: which there are, what they print, and what the first one returns. */
export const CallbackFields = ({ patch, onChange, view }: Props) => (
  <fieldset className={styles.callbacks}>
    <legend className={styles.label}>Callbacks</legend>
    {callbacksOf(patch).map(({ object, callbacks }) => (
      <div key={object} className={styles.object}>
        <div className={styles.which}>
          <code>{object}</code>
          {CALLBACK_NAMES.map((name) => (
            <Check
              key={name}
              label={name}
              checked={callbacks[name] !== undefined}
              onChange={(on) => onChange(withCallback(patch, object, name, on ? newCallback(name) : null))}
            />
          ))}
        </div>
        {CALLBACK_NAMES.map((name) => {
          const fields = fieldsOfCallback(object, name, callbacks[name]);
          return (
            fields.length > 0 && (
              <div key={name} className={styles.fields}>
                {fields.map(view)}
              </div>
            )
          );
        })}
      </div>
    ))}
  </fieldset>
);
