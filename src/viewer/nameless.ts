/** Fetched with what asks it. */
import { NAMELESS, OWN_NAME } from './opening';

/** No link knows its name. */
export const isNameless = (id: string): boolean => id === NAMELESS.id || id.startsWith(OWN_NAME);
