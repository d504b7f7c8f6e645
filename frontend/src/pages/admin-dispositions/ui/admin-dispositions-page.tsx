import { BookOpen } from 'lucide-react';
import { dispositionLook, useDispositionName } from '@/entities/call';
import { ReferenceList, textOf, textOrNull } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';

const keysOnDesk = 9;

/** Outcomes a call can be given, in the order of their keys. */
export function AdminDispositionsPage() {
  return <ReferenceList book={useDispositionBook()} />;
}

function useDispositionBook(): ReferenceBook<'/api/dispositions'> {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const seededName = useDispositionName();
  return {
    path: '/api/dispositions',
    icon: BookOpen,
    words: {
      title: t('common:nav.dispositions'),
      add: t('disposition.add'),
      search: t('disposition.search'),
      emptyTitle: t('disposition.emptyTitle'),
      emptyText: t('disposition.emptyText'),
      inUse: t('disposition.inUse'),
    },
    columns: [
      {
        id: 'name',
        head: t('disposition.name'),
        cell: ({ code, name }) => <Status {...dispositionLook(code)}>{name ?? seededName(code)}</Status>,
        cut: true,
        className: 'w-1/2',
      },
      {
        id: 'code',
        head: t('disposition.code'),
        cell: ({ code }) => <code className="text-12">{code}</code>,
      },
      {
        id: 'position',
        head: t('disposition.position'),
        cell: ({ position }) => format.number(position),
        numeric: true,
      },
    ],
    fields: [
      {
        name: 'name',
        label: t('disposition.name'),
        hint: t('disposition.nameHint'),
        kind: 'text',
        maxLength: 100,
        wide: true,
      },
      {
        name: 'code',
        label: t('disposition.code'),
        hint: t('disposition.codeHint'),
        kind: 'text',
        maxLength: 50,
        pattern: /^[a-z][a-z0-9_]*$/,
        required: true,
      },
      {
        name: 'position',
        label: t('disposition.position'),
        hint: t('disposition.positionHint', { count: keysOnDesk }),
        kind: 'number',
        min: 0,
        max: 1000,
        required: true,
      },
    ],
    toValues: (row) => ({
      name: row?.name ?? '',
      code: row?.code ?? '',
      position: String(row?.position ?? 100),
    }),
    toDraft: (values) => ({
      name: textOrNull(values, 'name'),
      code: textOf(values, 'code'),
      position: Number(textOf(values, 'position')),
    }),
    nameOf: ({ code, name }) => name ?? seededName(code),
  };
}
