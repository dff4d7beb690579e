/** The menus of the panel, fetched together. */
export { OpenedCpuMenu } from './OpenedCpuMenu';
export { OpenedTaskMenu } from './OpenedTaskMenu';
