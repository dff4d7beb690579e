import styles from './unbroken.module.css';

/** Running text in which the name of an error, `-ENODEV`, never breaks after its hyphen; what is copied is what one would type. */
export const Unbroken = ({ children }: { readonly children: string }) =>
  children.split(/(-E[A-Z]+)/).map((part, at) => {
    const key = `${at}${part}`;
    return at % 2 === 0 ? (
      part
    ) : (
      <span key={key} className={styles.whole}>
        {part}
      </span>
    );
  });
