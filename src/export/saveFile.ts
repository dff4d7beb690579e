/** What is on the screen as a file of the reader's. Fetched when somebody saves it. */
import { klpFileText, SUFFIX } from '../file/file';
import { download, textFile } from '../parts/download';
import { fileWhereItIs } from '../session/scenarioFile';
import type { ViewerState } from '../viewer/state';
import { storyOf } from './story';

/** How it is called. */
export const saveFile = (state: ViewerState): string => {
  const name = `${storyOf(state).name}${SUFFIX}`;
  download(name, textFile(klpFileText(fileWhereItIs(state))));
  return name;
};
