import { useQuery } from '@tanstack/react-query';
import { Hash } from 'lucide-react';
import { campaignsQuery, citiesQuery } from '@/entities/reference-list';
import { textOf, textOrNull } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';

/** Company numbers: what a call to each of them tells. */
export function usePhoneBook(): ReferenceBook<'/api/phones'> {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const cities = useQuery(citiesQuery);
  const campaigns = useQuery(campaignsQuery);
  const cityOptions = (cities.data ?? []).map(({ name }) => ({ value: name, label: name }));
  const campaignOptions = (campaigns.data ?? []).map(({ rk, name }) => ({
    value: rk,
    label: rk,
    ...(name === null ? {} : { hint: name }),
  }));
  return {
    path: '/api/phones',
    icon: Hash,
    words: {
      title: t('phone.title'),
      add: t('phone.add'),
      search: t('phone.search'),
      emptyTitle: t('phone.emptyTitle'),
      emptyText: t('phone.emptyText'),
      inUse: t('phone.inUse'),
    },
    filters: [
      { name: 'city', label: t('field.city'), options: cityOptions },
      { name: 'rk', label: t('field.campaign'), options: campaignOptions },
    ],
    columns: [
      { id: 'number', head: t('phone.number'), cell: ({ number }) => format.phone(number) },
      { id: 'rk', head: t('field.campaign'), cell: ({ rk }) => rk, cut: true, className: 'w-1/4' },
      { id: 'city', head: t('field.city'), cell: ({ city }) => city, cut: true, className: 'w-1/4' },
      {
        id: 'avitoName',
        head: t('phone.avito'),
        cell: ({ avitoName }) => avitoName ?? noValue,
        cut: true,
        className: 'w-1/4',
      },
    ],
    fields: [
      {
        name: 'number',
        label: t('phone.number'),
        hint: t('phone.numberHint'),
        kind: 'text',
        maxLength: 200,
        required: true,
        wide: true,
      },
      {
        name: 'rk',
        label: t('field.campaign'),
        kind: 'combobox',
        options: campaignOptions,
        loading: campaigns.isPending,
        required: true,
      },
      {
        name: 'city',
        label: t('field.city'),
        kind: 'combobox',
        options: cityOptions,
        loading: cities.isPending,
        required: true,
      },
      { name: 'avitoName', label: t('phone.avito'), kind: 'text', maxLength: 100, wide: true },
    ],
    toValues: (row) => ({
      number: row?.number ?? '',
      rk: row?.rk ?? '',
      city: row?.city ?? '',
      avitoName: row?.avitoName ?? '',
    }),
    toDraft: (values) => ({
      number: textOf(values, 'number'),
      rk: textOf(values, 'rk'),
      city: textOf(values, 'city'),
      avitoName: textOrNull(values, 'avitoName'),
    }),
    nameOf: ({ number }) => format.phone(number),
  };
}
