import { MapPin } from 'lucide-react';
import { ReferenceList, textOf } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useTimeZoneOptions, useZoneWords } from '@/shared/lib/use-time-zone-options';

/** Cities: the zone in which visits are agreed, and how many fit into half an hour. */
export function AdminCitiesPage() {
  return <ReferenceList book={useCityBook()} />;
}

function useCityBook(): ReferenceBook<'/api/cities'> {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const zones = useTimeZoneOptions();
  const zoneWords = useZoneWords();
  return {
    path: '/api/cities',
    icon: MapPin,
    words: {
      title: t('common:nav.cities'),
      add: t('city.add'),
      search: t('city.search'),
      emptyTitle: t('city.emptyTitle'),
      emptyText: t('city.emptyText'),
      inUse: t('city.inUse'),
    },
    columns: [
      { id: 'name', head: t('city.name'), cell: ({ name }) => name, cut: true, className: 'w-1/3' },
      { id: 'timezone', head: t('city.timezone'), cell: ({ timezone }) => zoneWords(timezone) },
      {
        id: 'slotCapacity',
        head: t('city.capacityShort'),
        cell: ({ slotCapacity }) => format.number(slotCapacity),
        numeric: true,
      },
    ],
    fields: [
      { name: 'name', label: t('city.name'), kind: 'text', maxLength: 100, required: true, wide: true },
      { name: 'timezone', label: t('city.timezone'), kind: 'combobox', options: zones, required: true },
      {
        name: 'slotCapacity',
        label: t('city.capacity'),
        hint: t('city.capacityHint'),
        kind: 'number',
        min: 0,
        max: 100,
        required: true,
      },
    ],
    toValues: (row) => ({
      name: row?.name ?? '',
      timezone: row?.timezone ?? '',
      slotCapacity: String(row?.slotCapacity ?? 1),
    }),
    toDraft: (values) => ({
      name: textOf(values, 'name'),
      timezone: textOf(values, 'timezone'),
      slotCapacity: Number(textOf(values, 'slotCapacity')),
    }),
    nameOf: ({ name }) => name,
  };
}
