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

/** Moves the focus from row to row by J and K, and by arrows inside the list; Enter follows the row's link. */
export function useRowFocus({ attribute, words, group }: RowFocusOptions): {
  box: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1): void => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>(`[${attribute}]`) ?? [])];
    const at = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement) === true);
    const next = at === -1 ? firstInSight(links) : links[at + step];
    next?.focus();
  };
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
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.target instanceof HTMLInputElement || event.defaultPrevented) return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  };
  return { box, onKeyDown };
}

/** The list may have been scrolled by the wheel since a row had the focus. */
function firstInSight(links: readonly HTMLElement[]): HTMLElement | undefined {
  return links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0];
}
