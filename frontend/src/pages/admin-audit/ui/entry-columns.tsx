import { CircleCheck, CircleX } from 'lucide-react';
import type { AuditEntry } from '@/entities/audit-entry';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import type { Column } from '@/shared/ui/data-table';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import { useAuditWords } from '../model/use-audit-words';

export const outcomeLooks: Record<AuditEntry['outcome'], { hue: Hue; icon: LucideIcon }> = {
  success: { hue: 'success', icon: CircleCheck },
  failure: { hue: 'danger', icon: CircleX },
};

export function useEntryColumns(onOpen: (id: number) => void): Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const words = useAuditWords();
  return [
    {
      id: 'action',
      head: t('column.action'),
      cell: ({ id, action }) => (
        <button
          type="button"
          className="max-w-full truncate rounded-sm text-start font-medium hover:underline pointer-coarse:min-h-11"
          onClick={() => {
            onOpen(id);
          }}
        >
          {words.action(action)}
        </button>
      ),
      cut: true,
      className: 'w-1/4',
    },
    {
      id: 'object',
      head: t('column.object'),
      cell: ({ objectType, objectId }) => words.object(objectType, objectId),
      cut: true,
      className: 'w-1/6',
    },
    {
      id: 'actor',
      head: t('column.actor'),
      cell: (entry) => words.actor(entry),
      cut: true,
      className: 'w-1/5',
    },
    { id: 'at', head: t('column.at'), cell: ({ at }) => format.dateTime(at) },
    { id: 'ip', head: t('column.ip'), cell: ({ ip }) => ip ?? noValue, cut: true },
    {
      id: 'outcome',
      head: t('column.outcome'),
      cell: ({ outcome }) => <Status {...outcomeLooks[outcome]}>{t(`outcome.${outcome}`)}</Status>,
    },
  ];
}
