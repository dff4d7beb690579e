/** The window that this one has opened for the audience. A reload forgets it, and it comes back by itself. */
import { searchOf } from '../session/part';

let opened: Window | null = null;

export const audienceWindow = (): Window | null => opened;

/** Opens the audience's window at the place that this one shows, or brings it to the front. False when the browser forbids it. */
export const openAudience = (talk: string): boolean => {
  const { pathname, hash } = window.location;
  const address = `${pathname}${searchOf({ role: 'audience', talk })}${hash}`;
  if (opened !== null && !opened.closed) opened.focus();
  else opened = window.open(address, `audience-${talk}`, 'popup,width=1280,height=720');
  return opened !== null;
};

export const closeAudience = (): void => {
  opened?.close();
  opened = null;
};

/** Two talks in one browser must not hear each other. */
export const newTalk = (): string => Math.random().toString(36).slice(2, 8);
