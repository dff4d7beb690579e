/** Where to look: the camera of the presenter goes there and points. */

/** The panels of the workbench that have something to show in a hall. */
export const PANEL_NAMES = [
  'Loaded patches',
  'Module library',
  'Tasks',
  'Why',
  'Kernel log',
  'Version counter',
  'Functions',
  'Sysfs',
  'Statechart',
] as const;

export type PanelName = (typeof PANEL_NAMES)[number];

/** A panel, or one thing in it. What is named must be there after the step. */
export type Look =
  | { readonly panel: 'Loaded patches'; readonly module?: string }
  | { readonly panel: 'Module library'; readonly module?: string }
  /** `frame` is a function on the task's stack; `cpu` stands for the idle task of that CPU. */
  | { readonly panel: 'Tasks'; readonly task?: number; readonly frame?: string }
  | { readonly panel: 'Tasks'; readonly cpu: number }
  | { readonly panel: 'Why' }
  /** The beginning of a line that the step printed, without its stamp. */
  | { readonly panel: 'Kernel log'; readonly line?: string }
  | { readonly panel: 'Version counter'; readonly module?: string }
  | { readonly panel: 'Functions'; readonly func?: string }
  | { readonly panel: 'Sysfs'; readonly path?: string }
  /** `edge` is one that the step took: `phase guard`, or `phase event guard` where events are waited for; no guard: `otherwise`. */
  | { readonly panel: 'Statechart'; readonly edge?: string };
