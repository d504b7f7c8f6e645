import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';

interface RowKeys {
  onNewOrder: (callId: number) => void;
  onPlay: (callId: number) => void;
}

/** Attribute of the link that stands for a row; its value is the call's id. */
export const rowLink = 'data-call-row';

/**
 * Moves the focus from row to row by J and K, and by arrows inside the list; Enter follows the row's link. N and P act
 * on the row in focus, or on the first one.
 */
export function useRowKeys({ onNewOrder, onPlay }: RowKeys): {
  box: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1): void => {
    const links = linksIn(box.current);
    const at = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement) === true);
    const next = at === -1 ? firstInSight(links) : links[at + step];
    next?.focus();
  };
  const act = (action: (callId: number) => void): void => {
    const links = linksIn(box.current);
    const link =
      links.find((one) => one.closest('tr, li')?.contains(document.activeElement) === true) ?? links[0];
    if (link !== undefined) action(Number(link.getAttribute(rowLink)));
  };
  useListShortcuts({
    next: () => {
      move(1);
    },
    previous: () => {
      move(-1);
    },
    newOrder: () => {
      act(onNewOrder);
    },
    play: () => {
      act(onPlay);
    },
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  };
  return { box, onKeyDown };
}

function useListShortcuts(on: Record<'next' | 'previous' | 'newOrder' | 'play', () => void>): void {
  const { t } = useTranslation('calls');
  useShortcut({ combo: 'KeyJ', label: t('action.next'), group: 'call', onPress: on.next });
  useShortcut({ combo: 'KeyK', label: t('action.previous'), group: 'call', onPress: on.previous });
  useShortcut({ combo: 'KeyN', label: t('action.newOrder'), group: 'call', onPress: on.newOrder });
  useShortcut({ combo: 'KeyP', label: t('action.play'), group: 'call', onPress: on.play });
}

function linksIn(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>(`[${rowLink}]`) ?? [])];
}

/** The list may have been scrolled by the wheel since a row had the focus. */
function firstInSight(links: readonly HTMLElement[]): HTMLElement | undefined {
  return links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0];
}
