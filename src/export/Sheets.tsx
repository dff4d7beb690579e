import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { loadScenario } from '../session/catalogue';
import { Handout } from './Handout';
import styles from './handout.module.css';
import { type HandoutPage, handoutPage } from './handoutPages';

/** The pages in the order of the menu; `null` until all have come. */
export const usePages = (wanted: readonly string[]): readonly HandoutPage[] | null => {
  const [pages, setPages] = useState<readonly HandoutPage[] | null>(null);
  useEffect(() => {
    let asked = true;
    setPages(null);
    Promise.all(wanted.map(async (id) => handoutPage(await loadScenario(id)))).then(
      (made) => asked && setPages(made),
      () => asked && setPages([]),
    );
    return () => {
      asked = false;
    };
  }, [wanted]);
  return pages;
};

interface Props {
  readonly pages: readonly HandoutPage[];
  readonly base: string;
}

/** As long as they are there, they are what is printed instead of the app. */
export const Sheets = ({ pages, base }: Props) =>
  createPortal(
    <div className={styles.sheets}>
      {pages.map((page) => (
        <Handout key={page.id} page={page} base={base} />
      ))}
    </div>,
    document.body,
  );
