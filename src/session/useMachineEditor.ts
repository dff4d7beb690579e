/** How a panel opens the editor of machines on what it shows. */
import { createContext, useContext } from 'react';
import type { MachinePart } from '../viewer/machineRows';

type Open = (part?: MachinePart) => void;

const Context = createContext<Open | null>(null);

export const MachineEditor = Context.Provider;

/** Without a part: on what is selected. `null` where no machine can be changed. */
export const useMachineEditor = (): Open | null => useContext(Context);
