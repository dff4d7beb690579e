/** What a dialog or a tool is told when it is opened. */
export interface Opened {
  readonly onClose: () => void;
}
