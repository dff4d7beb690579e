import { useState } from 'react';
import type { Callback, CallbackName } from '../kernel/model';
import type { WidePatchSpec } from '../kernel/world';
import { Area } from '../parts/Area';
import { Check, Field } from '../parts/Field';
import { CALLBACKS, callbacksOf, newCallback, withCallback } from './patchObjects';
import styles from './sandbox.module.css';
import { lines, linesText, readReturned, returnedText } from './text';

interface Props {
  readonly patch: WidePatchSpec;
  readonly onChange: (patch: WidePatchSpec) => void;
}

/** The callbacks of each object of a livepatch: which there are, what they print, and what the first one returns. */
export const CallbackFields = ({ patch, onChange }: Props) => (
  <fieldset className={styles.callbacks}>
    <legend className={styles.label}>Callbacks</legend>
    {callbacksOf(patch).map(({ object, callbacks }) => (
      <div key={object} className={styles.object}>
        <div className={styles.which}>
          <code>{object}</code>
          {CALLBACKS.map((name) => (
            <Check
              key={name}
              label={name}
              checked={callbacks[name] !== undefined}
              onChange={(on) => onChange(withCallback(patch, object, name, on ? newCallback(name) : null))}
            />
          ))}
        </div>
        {CALLBACKS.map((name) => {
          const callback = callbacks[name];
          return (
            callback !== undefined && (
              <CallbackForm
                key={name}
                object={object}
                name={name}
                callback={callback}
                onChange={(changed) => onChange(withCallback(patch, object, name, changed))}
              />
            )
          );
        })}
      </div>
    ))}
  </fieldset>
);

interface FormProps {
  readonly object: string;
  readonly name: CallbackName;
  readonly callback: Callback;
  readonly onChange: (callback: Callback) => void;
}

const CallbackForm = ({ object, name, callback, onChange }: FormProps) => {
  const { log, returns: _, returnsParam: __, ...rest } = callback;
  const [typed, setTyped] = useState<string | null>(null);
  const read = readReturned(typed ?? '');
  return (
    <div className={styles.fields}>
      <Area
        className={styles.field}
        label={`${name} of ${object} prints`}
        rows={Math.min(Math.max(log.length, 1), 6)}
        value={linesText(log)}
        onChange={(text) => onChange({ ...callback, log: lines(text) })}
        hint="{module} is the livepatch, {target} the object with its module's state."
      />
      {name === 'pre_patch' && (
        <Field
          className={styles.field}
          label={`${name} of ${object} returns`}
          value={typed ?? returnedText(callback)}
          problem={typed !== null && 'problem' in read ? read.problem : undefined}
          hint="A number, an error as -ENODEV, or a parameter. Empty: 0, success."
          onChange={(text) => {
            const now = readReturned(text);
            setTyped(text);
            if ('value' in now) onChange({ ...rest, log, ...now.value });
          }}
        />
      )}
    </div>
  );
};
