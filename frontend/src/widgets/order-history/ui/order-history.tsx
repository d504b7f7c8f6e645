import { ClipboardList, Link2, Pencil, Trash2, UserPlus } from 'lucide-react';
import { orderLook } from '@/entities/order';
import type { OrderHistoryEntry } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Timeline } from '@/shared/ui/timeline';
import type { TimelineItem } from '@/shared/ui/timeline';
import { useChangeWords } from '../model/history-words';
import type { ChangeWords } from '../model/history-words';

interface OrderHistoryProps {
  entries: readonly OrderHistoryEntry[];
  /** Zone of the order's city. */
  timeZone: string | undefined;
}

/** Steps, changes and calls of one order under day heads, by the city's clock. */
export function OrderHistory({ entries, timeZone }: OrderHistoryProps) {
  const format = useFormat(timeZone);
  const toItem = useItem(timeZone);
  const days = [...new Set(entries.map(({ at }) => format.dayOf(at)))];
  return (
    <Timeline
      days={days.map((day) => ({
        day,
        heading: capitalized(format.dayWord(day)),
        items: entries.filter(({ at }) => format.dayOf(at) === day).map(toItem),
      }))}
    />
  );
}

function useItem(timeZone: string | undefined): (entry: OrderHistoryEntry) => TimelineItem {
  const { t } = useTranslation('orders');
  const format = useFormat(timeZone);
  const wordsOf = useChangeWords(format);
  return (entry) => {
    const changes = wordsOf(entry.changes);
    const who = entry.operator?.name ?? t('history.system');
    return {
      id: entry.id,
      ...lookOf(entry, changes),
      title: <Title entry={entry} changes={changes} />,
      time: format.time(entry.at),
      details: entry.reason === null ? who : t('history.reason', { who, reason: entry.reason }),
    };
  };
}

function lookOf({ kind, toStatus }: OrderHistoryEntry, changes: readonly ChangeWords[]) {
  switch (kind) {
    case 'created':
      return { icon: ClipboardList, hue: 'order-new' } as const;
    case 'status':
      return toStatus === null ? { icon: Pencil } : orderLook[toStatus];
    case 'deleted':
      return { icon: Trash2, hue: 'danger' } as const;
    case 'call_linked':
      return { icon: Link2 };
    case 'changed':
      return { icon: changes.some(({ field }) => field === 'masterId') ? UserPlus : Pencil };
  }
}

function Title({ entry, changes }: { entry: OrderHistoryEntry; changes: readonly ChangeWords[] }) {
  const { t } = useTranslation('orders');
  return (
    <>
      {entry.kind === 'created' && <span className="block">{t('history.created')}</span>}
      {entry.kind === 'deleted' && <span className="block">{t('history.deleted')}</span>}
      {entry.kind === 'call_linked' && <span className="block">{t('history.callLinked')}</span>}
      {entry.toStatus !== null && entry.fromStatus !== null && entry.fromStatus !== entry.toStatus && (
        <span className="block">
          {t('history.step', { from: t(`status.${entry.fromStatus}`), to: t(`status.${entry.toStatus}`) })}
        </span>
      )}
      {changes.map(({ field, name, before, after }) => (
        <span key={field} className="block break-words">
          {t('history.change', { name, before, after })}
        </span>
      ))}
    </>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
