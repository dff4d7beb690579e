import type { ReactNode } from 'react';
import type { Remark } from '../kernel/worldRemarks';
import { Button } from '../parts/Button';
import { Pending } from '../parts/Pending';
import { Unbroken } from '../parts/Unbroken';
import { CallbackFields } from './CallbackFields';
import { Code } from './Code';
import { callbackFields, isCallbackField } from './callbackForms';
import { placeOf } from './draft';
import { type Fields, problemsIn, type Said } from './draftProblems';
import { duplicateRow, type Editing, heed, removeRow, respecify, type } from './editing';
import { callbacksOf } from './patchObjects';
import { RowForm } from './RowForm';
import { machineWords, type RowWords, wordsOf } from './rowWords';
import styles from './sandbox.module.css';
import { dropCode, typeCode } from './typedCode';

interface Props {
  readonly editing: Editing;
  readonly selected: number;
  readonly fields: Fields;
  readonly said: readonly Said[];
  /** For its heading, which names the form. */
  readonly headId: string;
  /** A livepatch is shown as C. */
  readonly asCode: boolean;
  readonly onAsCode: (asCode: boolean) => void;
  /** With the selector of what gets the focus. */
  readonly onChange: (editing: Editing, focus?: string) => void;
}

/** The control of a field: the button of a remark goes with the remark, and one is still at that field. */
const controlOf = (field: string): string =>
  `[data-form] [data-field=${JSON.stringify(field)}] :is(input:not([type=radio]), input:checked, textarea, [role=combobox])`;

/** The form of what is selected in the outline. */
export const SelectedRow = ({ editing, selected, fields, said, headId, asCode, onAsCode, onChange }: Props) => {
  const { draft } = editing;
  const { list = null, index = 0 } = placeOf(draft, selected) ?? {};
  const shared = {
    said: said.filter(({ row }) => row === selected),
    onWrite: (field: string, text: string) => onChange(type(editing, fields, selected, field, text)),
    onHeed: (remark: Remark, field: string) => onChange(heed(editing, remark), controlOf(field)),
  };
  const codes = shared.said.filter(({ field }) => field === 'code');
  const head = {
    id: headId,
    onDuplicate: () => onChange(duplicateRow(editing, selected), '[data-form] [data-first]'),
    onRemove: () => onChange(removeRow(editing, selected), '[aria-current=true]'),
  };
  const [patch, target, task, symbol] = [
    draft.patches[index],
    draft.targets[index],
    draft.tasks[index],
    draft.symbols[index],
  ];
  if (list === 'patches' && patch !== undefined)
    return (
      <>
        <Head words={wordsOf(list, patch.spec)} {...head}>
          <Button look="quiet" aria-pressed={asCode} onClick={() => onAsCode(!asCode)}>
            As C
          </Button>
        </Head>
        {!asCode &&
          codes.map(({ says, level }) => (
            <p key={says} className={level === 'problem' ? styles.problem : styles.remark}>
              <Unbroken>{says}</Unbroken>
            </p>
          ))}
        {asCode ? (
          <Pending>
            <Code
              row={patch}
              onType={(text, read) => onChange(typeCode(editing, fields.patches, selected, text, read))}
              onDrop={() => onChange(dropCode(editing, selected), '[data-form] [data-first]')}
            />
          </Pending>
        ) : (
          <RowForm
            list={list}
            row={patch}
            fields={fields.patches}
            empty={{ name: '', funcs: [] }}
            {...shared}
            hasMore={callbacksOf(patch.spec).some(({ callbacks }) => Object.keys(callbacks).length > 0)}
            moreIsWrong={problemsIn(shared.said).some(({ field }) => isCallbackField(field))}
            more={(view) => (
              <CallbackFields
                patch={patch.spec}
                view={view}
                onChange={(changed) =>
                  onChange(
                    respecify(
                      editing,
                      [...fields.patches, ...callbackFields(patch.spec)],
                      'patches',
                      selected,
                      changed,
                    ),
                  )
                }
              />
            )}
          />
        )}
      </>
    );
  if (list === 'targets' && target !== undefined)
    return (
      <>
        <Head words={wordsOf(list, target.spec)} {...head} />
        <RowForm list={list} row={target} fields={fields.targets} empty={{ name: '', functions: [] }} {...shared} />
      </>
    );
  if (list === 'tasks' && task !== undefined)
    return (
      <>
        <Head words={wordsOf(list, task.spec)} {...head} />
        <RowForm list={list} row={task} fields={fields.tasks} empty={{ tid: 0, comm: '' }} {...shared} />
      </>
    );
  if (list === 'symbols' && symbol !== undefined)
    return (
      <>
        <Head words={wordsOf(list, symbol.spec)} {...head} />
        <RowForm list={list} row={symbol} fields={fields.symbols} empty={{ name: '' }} {...shared} />
      </>
    );
  return (
    <>
      <Head id={headId} words={machineWords(draft.machine.spec)} />
      <RowForm list={null} row={draft.machine} fields={fields.machine} empty={{}} {...shared} />
    </>
  );
};

interface HeadProps {
  readonly id: string;
  readonly words: RowWords;
  readonly onDuplicate?: () => void;
  readonly onRemove?: () => void;
  readonly children?: ReactNode;
}

const Head = ({ id, words: { title }, onDuplicate, onRemove, children }: HeadProps) => (
  <div className={styles.head}>
    <h3 id={id}>{title}</h3>
    {children}
    {onDuplicate !== undefined && (
      <Button look="quiet" onClick={onDuplicate}>
        Duplicate
      </Button>
    )}
    {onRemove !== undefined && (
      <Button look="quiet" aria-label={`Remove ${title}`} onClick={onRemove}>
        Remove
      </Button>
    )}
  </div>
);
