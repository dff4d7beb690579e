import { type FormEvent, useState } from 'react';
import type { World } from '../kernel/world';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Field } from '../parts/Field';
import { PlusIcon } from '../parts/icons';
import { CrowdFields } from './CrowdFields';
import styles from './ownWorld.module.css';
import { PatchFields } from './PatchFields';
import { emptyForm, emptyPatch, nextKey, type Problems, readForm, type WorldForm } from './worldForm';

const FORM = 'own-world';

interface Props {
  /** Names of the built-in library, which a livepatch of one's own cannot have. */
  readonly taken: ReadonlySet<string>;
  readonly onOpen: (world: World) => void;
  readonly onClose: () => void;
}

const problemsLater: Problems = new Map();

/** Builds a world: CPUs, a crowd of tasks, livepatches. What happens in it is then up to the reader. */
export const OwnWorldDialog = ({ taken, onOpen, onClose }: Props) => {
  const [form, setForm] = useState<WorldForm>(emptyForm);
  // Nobody wants to be corrected while still typing: problems show from the first attempt on.
  const [tried, setTried] = useState(false);
  const read = readForm(form, taken);
  const problems = tried ? (read.problems ?? problemsLater) : problemsLater;

  const open = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.world === null) return;
    onOpen(read.world);
    onClose();
  };

  return (
    <Dialog
      wide
      title="Own world"
      description="A machine of your own. It boots with nothing patched; every verb is then yours, and a link describes it."
      onClose={onClose}
      footer={
        <>
          {problems.size > 0 && (
            <p className={styles.count} role="status">
              {problems.size === 1 ? 'One field needs' : `${problems.size} fields need`} another look.
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={FORM}>
            Open this world
          </Button>
        </>
      }
    >
      <form id={FORM} className={styles.form} onSubmit={open} noValidate>
        <Field
          className={styles.cpus}
          label="CPUs"
          inputMode="numeric"
          value={form.cpus}
          onChange={(cpus) => setForm({ ...form, cpus })}
          problem={problems.get('cpus')}
          hint="1 to 64. Each has an idle task of its own."
        />

        <section className={styles.part}>
          <h3>Tasks</h3>
          {problems.has('tasks') && <p className={styles.problem}>{problems.get('tasks')}</p>}
          {form.crowds.map((crowd) => (
            <CrowdFields
              key={crowd.key}
              crowd={crowd}
              problems={problems}
              onChange={(changed) =>
                setForm({ ...form, crowds: form.crowds.map((each) => (each.key === changed.key ? changed : each)) })
              }
              onRemove={() => setForm({ ...form, crowds: form.crowds.filter(({ key }) => key !== crowd.key) })}
            />
          ))}
          <Button
            look="quiet"
            onClick={() =>
              setForm({
                ...form,
                crowds: [
                  ...form.crowds,
                  { key: nextKey(form.crowds), comm: 'bash', count: '1', where: 'interruptible', stack: '' },
                ],
              })
            }
          >
            <PlusIcon /> Add tasks
          </Button>
        </section>

        <section className={styles.part}>
          <h3>Livepatches of your own</h3>
          <p className={styles.note}>They join the library beside the built-in ones.</p>
          {problems.has('patches') && <p className={styles.problem}>{problems.get('patches')}</p>}
          {form.patches.map((patch) => (
            <PatchFields
              key={patch.key}
              patch={patch}
              problems={problems}
              onChange={(changed) =>
                setForm({ ...form, patches: form.patches.map((each) => (each.key === changed.key ? changed : each)) })
              }
              onRemove={() => setForm({ ...form, patches: form.patches.filter(({ key }) => key !== patch.key) })}
            />
          ))}
          <Button
            look="quiet"
            onClick={() => {
              const key = nextKey(form.patches);
              const patch = { ...emptyPatch, key, name: `my_patch_${key}` };
              setForm({ ...form, patches: [...form.patches, patch] });
            }}
          >
            <PlusIcon /> Add a livepatch
          </Button>
        </section>
      </form>
    </Dialog>
  );
};
