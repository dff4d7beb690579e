/** How a scenario of a talk is called, the reader's own among them. */
import { useMine } from '../session/useViewer';
import { type TitleOf, titleOf } from './playlist';

export const useTitleOf = (): TitleOf => {
  const [mine] = useMine();
  return (id) => mine.find((own) => own.id === id)?.title ?? titleOf(id);
};
