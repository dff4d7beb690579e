import { useEffect, useState } from 'react';

const SHOWN_MS = 2500;

/** What came of the last action, for a moment, and how to say it. */
export const useAnswer = (): readonly [string | null, (answer: string) => void] => {
  const [answer, setAnswer] = useState<string | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  return [answer, setAnswer];
};
