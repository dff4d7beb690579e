/** The drawing as a file of its own: whole, with the colours and faces it has on the screen, and nothing that it fetches. */

/** What a file must say about an element; all else is an attribute already. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'paint-order',
  'font-family',
  'font-weight',
  'font-style',
  'text-decoration-line',
  'font-variant-ligatures',
] as const;

/** What an element looks like without being told. */
const INITIAL: ReadonlyMap<string, string> = new Map([
  ['stroke', 'none'],
  ['stroke-width', '1px'],
  ['stroke-dasharray', 'none'],
  ['opacity', '1'],
  ['paint-order', 'normal'],
  ['font-style', 'normal'],
  ['font-weight', '400'],
  ['text-decoration-line', 'none'],
  ['font-variant-ligatures', 'normal'],
]);

/** A style sheet with one class for each look, and the class of every look. */
export const sheetOf = (looks: readonly string[]): { readonly css: string; readonly classes: readonly string[] } => {
  const known = [...new Set(looks)];
  return {
    css: known.map((look, at) => `.c${at}{${look}}`).join('\n'),
    classes: looks.map((look) => `c${known.indexOf(look)}`),
  };
};

const SHAPES = 'rect, path, text';
const NOT_A_FILES = ['data-edge', 'data-look', 'data-phase', 'style', 'aria-hidden'];

const lookOf = (element: Element): string => {
  const style = getComputedStyle(element);
  return PROPERTIES.map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([name, value]) => value !== '' && INITIAL.get(name) !== value)
    .map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`)
    .join(';');
};

/** An opacity of a group is not seen on the shapes in it. */
const groupLook = (element: Element): string => {
  const { opacity } = getComputedStyle(element);
  return opacity === '1' ? '' : `opacity:${opacity}`;
};

const isSeen = (element: Element): boolean =>
  getComputedStyle(element).display !== 'none' && (element.parentElement === null || !element.closest('[data-gone]'));

/**
 * @param drawn the drawing on the screen, from whatever distance it is seen; it is left as it is.
 * @param size of the whole drawing, in pixels.
 * @param title what it shows, in a sentence.
 * @returns the text of an SVG file.
 */
export const svgFileOf = (
  drawn: SVGSVGElement,
  { width, height }: { readonly width: number; readonly height: number },
  title: string,
): string => {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  copy.removeAttribute('style');
  // In the page, but out of the frame: the looks are the near ones, and nothing of it is seen.
  const frame = document.createElement('div');
  frame.style.cssText = 'position:fixed;left:-10px;top:0;width:1px;height:1px;overflow:hidden;--motion:0ms';
  frame.append(copy);
  document.body.append(frame);
  for (const element of copy.querySelectorAll('*')) if (!isSeen(element)) element.setAttribute('data-gone', '');
  for (const gone of copy.querySelectorAll('[data-gone]')) gone.remove();

  const shapes = [...copy.querySelectorAll(SHAPES)];
  const groups = [...copy.querySelectorAll('g')];
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--bg');
  const { css, classes } = sheetOf([...shapes.map(lookOf), ...groups.map(groupLook)]);
  for (const text of copy.querySelectorAll('text')) {
    // Another face must not make a word longer than its box.
    const length = text.getComputedTextLength();
    if (length > 0) {
      text.setAttribute('textLength', length.toFixed(1));
      text.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    }
  }
  for (const [at, element] of [...shapes, ...groups].entries()) {
    element.setAttribute('class', classes[at] ?? '');
    for (const name of NOT_A_FILES) element.removeAttribute(name);
  }
  frame.remove();

  const named = (tag: string, content: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.textContent = content;
    return element;
  };
  const paper = named('rect', '');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: ground.trim() }))
    paper.setAttribute(name, value);
  copy.prepend(named('title', title), named('style', css), paper);
  copy.removeAttribute('class');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
};
