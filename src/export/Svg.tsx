import { useLayoutEffect, useRef } from 'react';

interface Props {
  /** An SVG document, as the functions of `figure/` make it. */
  readonly markup: string;
  readonly className?: string | undefined;
}

/** Shows an SVG document in the page itself, so that it has the fonts of the app and stays text when it is printed. */
export const Svg = ({ markup, className }: Props) => {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { documentElement } = new DOMParser().parseFromString(markup, 'image/svg+xml');
    host.current?.replaceChildren(document.importNode(documentElement, true));
  }, [markup]);
  return <div ref={host} className={className} />;
};
