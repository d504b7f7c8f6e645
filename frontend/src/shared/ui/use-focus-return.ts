import { useState } from 'react';

interface FocusReturn {
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** What each open layer goes back to. */
const openers = new WeakMap<EventTarget, Element | null>();

/**
 * Gives the focus back to what opened a layer that is there only while it is rendered: such a layer has no trigger of
 * its own to go back to. A layer that took the place of another goes back to that one's opener; when nobody is left,
 * or an address opened the layer, the page itself takes the focus. A layer that is there to be typed into starts with the
 * focus in its field marked `data-first-field`, others with their first button.
 */
export function useFocusReturn(): FocusReturn {
  const [opener] = useState(() => document.activeElement);
  const [inherited] = useState(() => openerOf(opener?.closest('[role=dialog]')));
  return {
    onOpenAutoFocus: (event) => {
      const { target } = event;
      if (target !== null) openers.set(target, inherited ?? opener);
      const first = target instanceof HTMLElement ? target.querySelector('[data-first-field]') : null;
      if (!(first instanceof HTMLElement)) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      const target = [opener, inherited].find(isThere) ?? document.querySelector<HTMLElement>('main');
      target?.focus();
    },
  };
}

function openerOf(layer: Element | null | undefined): Element | null {
  return (layer ? openers.get(layer) : null) ?? null;
}

function isThere(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && element !== document.body;
}
