import { useEffect, useRef, useState } from 'react';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import { KeyCap } from './key-cap';

type Side = 'bottom' | 'right' | 'top';

/** Spread on the element that gets a hint. Never the only place of something one must know. */
export function tooltip(text: string, options: { combo?: KeyCombo | undefined; side?: Side } = {}) {
  return { 'data-tooltip': text, 'data-tooltip-combo': options.combo, 'data-tooltip-side': options.side };
}

interface Shown {
  anchor: HTMLElement;
  text: string;
  combo: KeyCombo | undefined;
  side: Side;
}

const delayMs = 400;
const gapPx = 6;

/**
 * Shows the hints of the whole page: one element and one listener, however many buttons a table has. Opens on hover
 * after a pause and on keyboard focus at once; Esc hides it; it does not cover its button.
 */
export function TooltipHost() {
  const [shown, setShown] = useState<Shown | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => listenForHints(setShown), []);
  useEffect(() => {
    if (shown !== null && box.current !== null) place(box.current, shown);
  }, [shown]);

  if (shown === null) return null;
  return (
    <div
      ref={box}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-(--z-toast) flex max-w-72 animate-fade-in items-center gap-2 rounded-md bg-inverse px-2 py-1 text-12 text-ink-inverse shadow-lg"
    >
      {shown.text}
      {shown.combo !== undefined && <KeyCap combo={shown.combo} solid />}
    </div>
  );
}

function listenForHints(show: (shown: Shown | null) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;

  const hide = (): void => {
    clearTimeout(timer);
    current = null;
    show(null);
  };
  const aim = (target: EventTarget | null, pauseMs: number): void => {
    const anchor = anchorOf(target);
    if (anchor === current) return;
    hide();
    if (anchor === null) return;
    current = anchor;
    timer = setTimeout(() => {
      if (anchor.isConnected) show(hintOf(anchor));
    }, pauseMs);
  };

  document.addEventListener(
    'pointerover',
    (event) => {
      if (event.pointerType !== 'touch') aim(event.target, delayMs);
    },
    { signal },
  );
  document.addEventListener(
    'focusin',
    (event) => {
      const byKeyboard = event.target instanceof HTMLElement && event.target.matches(':focus-visible');
      if (byKeyboard) aim(event.target, 0);
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') hide();
    },
    { signal },
  );
  for (const type of ['pointerdown', 'focusout'] as const) document.addEventListener(type, hide, { signal });
  document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

function anchorOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null;
}

function hintOf(anchor: HTMLElement): Shown {
  const { tooltip: text = '', tooltipCombo, tooltipSide } = anchor.dataset;
  const side = tooltipSide === 'right' || tooltipSide === 'top' ? tooltipSide : 'bottom';
  return { anchor, text, combo: tooltipCombo, side };
}

/** Beside the anchor, inside the window; over it when there is no room below. */
function place(box: HTMLElement, { anchor, side }: Shown): void {
  const target = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const roomBelow = target.bottom + gapPx + height < window.innerHeight;
  const top =
    side === 'right'
      ? target.top + (target.height - height) / 2
      : side === 'bottom' && roomBelow
        ? target.bottom + gapPx
        : target.top - gapPx - height;
  const left = side === 'right' ? target.right + gapPx : target.left + (target.width - width) / 2;
  const inside = Math.min(Math.max(8, left), window.innerWidth - width - 8);
  box.style.translate = `${String(Math.round(inside))}px ${String(Math.round(Math.max(8, top)))}px`;
}
