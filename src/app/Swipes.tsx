import { useEffect } from 'react';
import { STAGE } from '../panels/regions';
import { useVerbs } from '../session/useViewer';
import { type KeyOwner, ownersOf } from '../viewer/keys';
import { swipeOf, type Touch } from './gesture';

const touchOf = ({ clientX, clientY }: globalThis.Touch, { timeStamp }: TouchEvent): Touch => ({
  x: clientX,
  y: clientY,
  at: timeStamp,
});

const scrollsSideways = (element: Element): boolean =>
  element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX);

const TAKEN: readonly KeyOwner[] = ['text', 'menu', 'dialog', 'slider'];

/** Does the finger come down on the stage, and on nothing there that has a use of its own for going sideways? */
const isOurs = (target: EventTarget | null): boolean => {
  if (!(target instanceof Element)) return false;
  const stage = target.closest(`#${STAGE}`);
  const owners = ownersOf(target);
  const isTaken = TAKEN.some((owner) => owners.includes(owner));
  if (stage === null || isTaken || target.closest('hr[tabindex]') !== null) return false;
  for (let at: Element | null = target; at !== null && at !== stage; at = at.parentElement) {
    if (scrollsSideways(at)) return false;
  }
  return true;
};

/** In an enlarged page a finger moves the page. */
const isEnlarged = (): boolean => (window.visualViewport?.scale ?? 1) > 1.05;

/** Listens to fingers for as long as it is there: left is one step on, right is one step back. */
export const Swipes = () => {
  const verbs = useVerbs();
  useEffect(() => {
    let from: Touch | null = null;
    const onStart = (event: TouchEvent): void => {
      const [finger, ...more] = event.touches;
      const counts = finger !== undefined && more.length === 0 && isOurs(event.target) && !isEnlarged();
      from = counts ? touchOf(finger, event) : null;
    };
    const onEnd = (event: TouchEvent): void => {
      const [finger] = event.changedTouches;
      const meant = from === null || finger === undefined ? null : swipeOf(from, touchOf(finger, event));
      from = null;
      const isSelecting = document.getSelection()?.isCollapsed === false;
      if (meant !== null && !isSelecting) verbs[meant]();
    };
    const onCancel = (): void => {
      from = null;
    };
    document.addEventListener('touchstart', onStart, { passive: true });
    document.addEventListener('touchend', onEnd, { passive: true });
    document.addEventListener('touchcancel', onCancel);
    return () => {
      document.removeEventListener('touchstart', onStart);
      document.removeEventListener('touchend', onEnd);
      document.removeEventListener('touchcancel', onCancel);
    };
  }, [verbs]);
  return null;
};
