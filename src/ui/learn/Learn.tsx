import { useSettings } from '../hooks';
import { GuessCard } from './GuessCard';

/** What helps a reader who is alone, between the sentence and the panels. Fetched after the first picture. */
export const Learn = () => {
  const [{ guess }] = useSettings();
  return <>{guess && <GuessCard />}</>;
};
