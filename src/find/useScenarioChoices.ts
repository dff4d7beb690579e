import { useMemo } from 'react';
import type { ChoiceGroup } from '../parts/choice';
import { ownApart } from '../session/apart';
import { titles } from '../session/catalogue';
import { useMine, useRecent } from '../session/useViewer';
import { scenarioChoices } from './scenarioChoices';

/** All scenarios, the reader's own and the recent work among them. */
export const useScenarioChoices = (): readonly ChoiceGroup[] => {
  const { list } = useRecent();
  const [own, mine] = useMine();
  return useMemo(() => scenarioChoices(titles, list, own, ownApart(own, mine)), [list, own, mine]);
};
