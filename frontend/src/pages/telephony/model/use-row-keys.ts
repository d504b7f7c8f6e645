import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useRowFocus } from '@/shared/ui/use-row-focus';

interface RowKeys {
  onNewOrder: (callId: number) => void;
  onPlay: (callId: number) => void;
}

/** Attribute of the link that stands for a row; its value is the call's id. */
export const rowLink = 'data-call-row';

/** Rows by J, K and arrows; N makes an order and P plays, for the row in focus or else the first one. */
export function useRowKeys({ onNewOrder, onPlay }: RowKeys): {
  box: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const { t } = useTranslation('calls');
  const { box, onKeyDown } = useRowFocus({
    attribute: rowLink,
    words: { next: t('action.next'), previous: t('action.previous') },
    group: 'call',
  });
  const act = (action: (callId: number) => void): void => {
    const links = [...(box.current?.querySelectorAll(`[${rowLink}]`) ?? [])];
    const isFocused = (link: Element): boolean =>
      link.closest('tr, li')?.contains(document.activeElement) === true;
    const link = links.find(isFocused) ?? links[0];
    if (link !== undefined) action(Number(link.getAttribute(rowLink)));
  };
  useShortcut({
    combo: 'KeyN',
    label: t('action.newOrder'),
    group: 'call',
    onPress: () => {
      act(onNewOrder);
    },
  });
  useShortcut({
    combo: 'KeyP',
    label: t('action.play'),
    group: 'call',
    onPress: () => {
      act(onPlay);
    },
  });
  return { box, onKeyDown };
}
