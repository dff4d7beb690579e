import type { ComponentProps } from 'react';
import { later } from '../parts/later';
import { Quietly } from '../parts/Quietly';
import type { ChangePart } from './ChangePart';

const Part = later(async () => (await import('./ChangePart')).ChangePart);

/** What leads from something on the screen to its row in the editor; fetched once the first screen is there. */
export const EditButton = (props: ComponentProps<typeof ChangePart>) => (
  <Quietly>
    <Part {...props} />
  </Quietly>
);
