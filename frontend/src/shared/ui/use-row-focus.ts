import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useShortcut } from '@/shared/lib/shortcuts';
import type { ShortcutGroup } from '@/shared/lib/shortcuts';

interface RowFocusOptions {
  /** Attribute of the link that stands for a row. */
  attribute: `data-${string}`;
  /** Words of the key sheet. */
  words: { next: string; previous: string };
  group: ShortcutGroup;
}

/** So many rows Page Up and Down go; a long list has drawn at least as many beyond those in sight. */
const pageRows = 10;

/**
 * Moves the focus from row to row by J and K, and inside the list by arrows; from a row Page Up and Down go by ten, Home and
 * End to the ends of what is loaded. Enter follows the row's link.
 */
export function useRowFocus({ attribute, words, group }: RowFocusOptions): {
  box: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const { move, moveToEnd, isAtRow } = useMoves(box, attribute);
  useShortcut({
    combo: 'KeyJ',
    label: words.next,
    group,
    onPress: () => {
      move(1);
    },
  });
  useShortcut({
    combo: 'KeyK',
    label: words.previous,
    group,
    onPress: () => {
      move(-1);
    },
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const act = actOf(event.key, { move, moveToEnd });
    // From the box of the list the keys of a page scroll it, as everywhere.
    if (act === undefined || (!event.key.startsWith('Arrow') && !isAtRow())) return;
    event.preventDefault();
    act();
  };
  return { box, onKeyDown };
}

type Moves = Pick<ReturnType<typeof useMoves>, 'move' | 'moveToEnd'>;

function actOf(key: string, { move, moveToEnd }: Moves): (() => void) | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows };
  const step = steps[key];
  if (step !== undefined)
    return () => {
      move(step);
    };
  if (key !== 'Home' && key !== 'End') return undefined;
  return () => {
    moveToEnd(key === 'Home' ? 0 : -1);
  };
}

function useMoves(box: RefObject<HTMLDivElement | null>, attribute: string) {
  const frame = useRef(0);
  const links = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>(`[${attribute}]`) ?? []),
  ];
  const place = (): number =>
    links().findIndex((link) => link.closest('tr, li')?.contains(document.activeElement) === true);
  return {
    isAtRow: () => place() !== -1,
    move: (step: number): void => {
      cancelAnimationFrame(frame.current);
      const all = links();
      const at = place();
      const next = at === -1 ? firstInSight(all) : all[Math.min(Math.max(at + step, 0), all.length - 1)];
      next?.focus();
    },
    moveToEnd: (end: 0 | -1): void => {
      cancelAnimationFrame(frame.current);
      links().at(end)?.focus();
      const region = box.current?.querySelector('[role=region]');
      if (region === null || region === undefined) return;
      region.scrollTop = end === 0 ? 0 : region.scrollHeight;
      // Of a long list the rows there are drawn only after the scroll. Who has pressed another key meanwhile stays where it led him.
      frame.current = requestAnimationFrame(() => {
        frame.current = requestAnimationFrame(() => links().at(end)?.focus());
      });
    },
  };
}

/** The list may have been scrolled by the wheel since a row had the focus. */
function firstInSight(links: readonly HTMLElement[]): HTMLElement | undefined {
  return links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0];
}
