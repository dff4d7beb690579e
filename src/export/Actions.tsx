import { type ReactNode, useState } from 'react';
import { Button } from '../parts/Button';
import { copyText } from '../parts/copyText';
import { download, svgFile } from '../parts/download';
import styles from './export.module.css';
import { pngFile } from './pngFile';

/** Says what came of the last action, for those who look and for those who listen. */
export const useOutcome = () => {
  const [outcome, setOutcome] = useState('');
  const run = (work: () => Promise<void> | void, done: string, failed: string): void => {
    Promise.resolve()
      .then(work)
      .then(
        () => setOutcome(done),
        () => setOutcome(failed),
      );
  };
  return { outcome, run };
};

export const Outcome = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.outcome} role="status">
    {children}
  </p>
);

const NO_CLIPBOARD = 'The browser does not let the app copy. Download it instead.';

interface Props {
  readonly svg: string;
  /** Of the file, without its extension. */
  readonly name: string;
  /** A moving picture has no PNG. */
  readonly still: boolean;
}

/** What can be done with a picture. */
export const PictureActions = ({ svg, name, still }: Props) => {
  const { outcome, run } = useOutcome();
  return (
    <div className={styles.actions}>
      <Button
        look="primary"
        onClick={() => run(() => download(`${name}.svg`, svgFile(svg)), `Saved as ${name}.svg.`, 'Not saved.')}
      >
        Download SVG
      </Button>
      {still && (
        <Button
          onClick={() =>
            run(
              async () => download(`${name}.png`, await pngFile(svg)),
              `Saved as ${name}.png.`,
              'This browser could not draw the picture. The SVG is the same figure.',
            )
          }
        >
          Download PNG
        </Button>
      )}
      <Button onClick={() => run(() => copyText(svg), 'Copied as text.', NO_CLIPBOARD)}>Copy SVG</Button>
      <Outcome>{outcome}</Outcome>
    </div>
  );
};
