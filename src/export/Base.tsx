import { Field } from '../parts/Field';
import { useSettings } from '../session/useViewer';
import { baseOf, isLocal } from './baseAddress';
import styles from './export.module.css';

const hintFor = (base: string): string =>
  isLocal(base)
    ? `Links and QR codes begin with ${base}, which only this machine can follow. Give the address where others find the app.`
    : `Links and QR codes begin with ${base}`;

/** Where the links of exports lead. */
export const Base = ({ base }: { readonly base: string }) => {
  const [{ exportBase }, change] = useSettings();
  const isWrong = exportBase.trim() !== '' && baseOf(exportBase.trim()) === null;
  return (
    <div className={styles.base} data-local={isLocal(base) || undefined}>
      <Field
        label="Address of the app for others"
        type="url"
        inputMode="url"
        placeholder="https://…"
        value={exportBase}
        onChange={(value) => change({ exportBase: value })}
        problem={isWrong ? 'Not an address of the web: it begins with https:// or http://.' : undefined}
        hint={hintFor(base)}
      />
    </div>
  );
};
