/** What a scenario is called as a file. */
import type { Scenario } from '../scenarios/scenario';
import { isNameless } from '../viewer/nameless';

/** One that came in a file, or was kept, has no name of its own but its title. */
export const fileName = ({ id, title }: Pick<Scenario, 'id' | 'title'>): string => {
  if (!isNameless(id)) return id;
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-$/, '') || 'own-scenario';
};
