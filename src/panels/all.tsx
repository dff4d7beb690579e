/** Every panel, fetched together: they are on the screen together, and share most of what they are made of. */
export { ChartPanel } from './chart/Panel';
export { FunctionsPanel } from './functions/Panel';
export { LibraryPanel } from './library/Panel';
export { LogPanel } from './log/Panel';
export { PatchesPanel } from './patches/Panel';
export { SysfsPanel } from './sysfs/Panel';
export { TasksPanel } from './tasks/Panel';
export { VersionPanel } from './version/Panel';
export { WhyPanel } from './why/Panel';
