import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLoadScenario, useViewerItself } from '../session/useViewer';
import { isNameless } from '../viewer/nameless';
import { Handout } from './Handout';
import styles from './handout.module.css';
import { type HandoutPage, handoutPage } from './handoutPages';

/** The pages in the order of the menu; `null` until all have come. */
export const usePages = (wanted: readonly string[]): readonly HandoutPage[] | null => {
  const [pages, setPages] = useState<readonly HandoutPage[] | null>(null);
  const loadScenario = useLoadScenario();
  const { store } = useViewerItself();
  useEffect(() => {
    let asked = true;
    setPages(null);
    const pageOf = async (id: string): Promise<HandoutPage> => {
      const { scenario } = store.getState();
      // What came in a file, or was kept, has no id of its own.
      if (isNameless(id) && scenario !== null) return handoutPage(scenario);
      return handoutPage({ ...(await loadScenario(id)), id });
    };
    Promise.all(wanted.map(pageOf)).then(
      (made) => asked && setPages(made),
      () => asked && setPages([]),
    );
    return () => {
      asked = false;
    };
  }, [wanted, loadScenario, store]);
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
