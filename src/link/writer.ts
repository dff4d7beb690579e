import { NameTable, TidTable } from './tables';

/** Writes a link from left to right. */
export class Writer {
  readonly names = new NameTable();
  readonly tids = new TidTable();
  text = '';

  put(text: string | number): void {
    this.text += text;
  }
}
