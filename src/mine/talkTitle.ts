/** What the reader's talk is called: kept in this browser beside its scenarios, and written into its file. */
import { PREFIX, type SafeStorage } from '../session/storage';
import { titleFrom } from './editing';

const TALK_KEY = `${PREFIX}talk`;

const FIRST_TITLE = 'My talk';

export const talkTitle = (local: SafeStorage): string => titleFrom(local.read(TALK_KEY) ?? '') ?? FIRST_TITLE;

/** What has nothing to be read keeps the title before it. */
export const keepTalkTitle = (local: SafeStorage, text: string): void => {
  const title = titleFrom(text);
  if (title !== null) local.write(TALK_KEY, title);
};
