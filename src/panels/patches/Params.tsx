import { type FormEvent, useId, useState } from 'react';
import type { KernelEvent } from '../../kernel/events';
import { LIMITS } from '../../kernel/limits';
import { Changed } from '../../parts/Changed';
import { Mono } from '../../parts/Mono';
import { usePreview } from '../../session/usePreview';
import { useVerbs } from '../../session/useViewer';
import { VerbButton } from '../../words/VerbButton';
import type { ParamRow } from './paramRows';
import styles from './params.module.css';
import { RefusalLine } from './Verbs';

interface EditorProps {
  readonly module: string;
  readonly param: ParamRow;
}

/** One writable parameter: `echo VALUE > /sys/module/MODULE/parameters/PARAM`. */
const Editor = ({ module, param }: EditorProps) => {
  const id = useId();
  const { act } = useVerbs();
  const preview = usePreview();
  const [typed, setTyped] = useState({ over: param.value, text: param.value });
  // A value that changed meanwhile wins over what was typed over the old one.
  const text = typed.over === param.value ? typed.text : param.value;
  const event: KernelEvent = { type: 'echo.param', module, param: param.name, value: text };
  const verdict = preview(event);
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    act(event);
  };
  return (
    <form className={styles.editor} onSubmit={submit}>
      <label htmlFor={id}>
        <Mono>{param.name}</Mono>
      </label>
      <input
        id={id}
        className={styles.value}
        maxLength={LIMITS.value}
        value={text}
        onChange={(change) => setTyped({ over: param.value, text: change.target.value })}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <VerbButton
        small
        label="echo"
        aria-label={`echo ${text} > ${module}/parameters/${param.name}`}
        verdict={verdict}
        onAct={() => act(event)}
      />
      {verdict?.refused && <RefusalLine label="echo" subject={module} refusal={verdict} />}
    </form>
  );
};

interface Props {
  readonly module: string;
  readonly params: readonly ParamRow[];
  readonly changed: boolean;
}

/** The parameters of a loaded module; those without a writable file are only shown. */
export const Params = ({ module, params, changed }: Props) =>
  params.length > 0 && (
    <Changed when={changed} className={styles.params}>
      {params.map((param) =>
        param.writable ? (
          <Editor key={param.name} module={module} param={param} />
        ) : (
          <p key={param.name} className={styles.fixed}>
            <Mono>
              {param.name}={param.value}
            </Mono>{' '}
            read-only
          </p>
        ),
      )}
    </Changed>
  );
