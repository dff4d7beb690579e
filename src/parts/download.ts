/** From a text to a file of the reader's. */

/** Offers a file for download. */
export const download = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

export const textFile = (text: string): Blob => new Blob([text], { type: 'text/plain;charset=utf-8' });

export const svgFile = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' });
