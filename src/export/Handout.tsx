import { Fragment } from 'react';
import { Unbroken } from '../parts/Unbroken';
import { pictureSvg } from './figure/frame';
import { qrSvg } from './figure/qr';
import styles from './handout.module.css';
import { type HandoutPage, type HandoutStep, pathParts } from './handoutPages';
import { Svg } from './Svg';

const Step = ({ step }: { readonly step: HandoutStep }) => (
  <li className={styles.step} data-refused={step.refused || undefined}>
    <span className={styles.number}>{step.step}</span>
    <div className={styles.words}>
      {step.isCommand ? (
        <code className={styles.asked}>
          {pathParts(step.asked).map((part) => (
            <Fragment key={part}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </code>
      ) : (
        <p className={styles.asked}>{step.asked}</p>
      )}
      {step.verdict !== null && <p className={styles.verdict}>{step.verdict}</p>}
      <p dir="auto">
        <Unbroken>{step.says}</Unbroken>
      </p>
    </div>
    {step.figure !== null && <Svg className={styles.figure} markup={pictureSvg(step.figure, 'print')} />}
  </li>
);

/** Of the steps, in points; see `handoutPages.ts`. */
const SMALLEST = 8.5;

interface Props {
  readonly page: HandoutPage;
  readonly base: string;
}

/** One scenario on one sheet of A4. */
export const Handout = ({ page, base }: Props) => {
  const link = page.hash === null ? null : base + page.hash;
  const qr = link === null ? null : qrSvg(link);
  return (
    <article className={styles.page} aria-label={page.title}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 dir="auto">{page.title}</h2>
          <p className={styles.policy}>Policy: {page.policy}</p>
          <p className={styles.opening} dir="auto">
            {page.opening}
          </p>
          {link !== null && <p className={styles.link}>{link}</p>}
        </div>
        {qr !== null && <Svg markup={qr} className={styles.qr} />}
      </header>
      <ol className={styles.steps} style={{ fontSize: `${SMALLEST * page.scale}pt` }}>
        {page.steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </article>
  );
};
