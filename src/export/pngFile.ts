/** From a picture as text to one as PNG. */

import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import mono from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';

const dataUrl = async (address: string): Promise<string> => {
  if (address.startsWith('data:')) return address;
  const file = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('not read'));
    reader.readAsDataURL(file);
  });
};

const face = async (family: string, address: string): Promise<string> => {
  const source = await dataUrl(address);
  return `@font-face{font-family:'${family}';font-weight:100 900;src:url(${source}) format('woff2')}`;
};

/** A picture cannot use the fonts of the page that shows it. Without them it is drawn in the fonts of the system. */
const withFonts = async (svg: string): Promise<string> => {
  try {
    const faces = await Promise.all([face('Inter Variable', inter), face('JetBrains Mono Variable', mono)]);
    return svg.replace('<title>', `<style>${faces.join('')}</style><title>`);
  } catch {
    return svg;
  }
};

/**
 * The picture as PNG, in its own size.
 * @throws (rejects) when the browser cannot draw it.
 */
export const pngFile = async (svg: string): Promise<Blob> => {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withFonts(svg))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
};
