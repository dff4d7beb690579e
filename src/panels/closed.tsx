/** The panels that stand behind the tabs of the first screen, fetched together when one of them is opened, or when it is quiet. */
export { FunctionsPanel } from './functions/Panel';
export { LibraryPanel } from './library/Panel';
export { SysfsPanel } from './sysfs/Panel';
export { SysfsSummary } from './sysfs/SysfsSummary';
