import { useQuery } from '@tanstack/react-query';
import { Hash } from 'lucide-react';
import { campaignsQuery, citiesQuery } from '@/entities/reference-list';
import { textOf, textOrNull } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';

type Book = ReferenceBook<'/api/phones'>;

/** Company numbers: what a call to each of them tells. */
export function usePhoneBook(): Book {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const choices = useChoices();
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
      { name: 'city', label: t('field.city'), options: choices.city.options },
      { name: 'rk', label: t('field.campaign'), options: choices.rk.options },
    ],
    columns: useColumns(),
    fields: useFields(choices),
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

function useColumns(): Book['columns'] {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const cut = { cut: true, className: 'w-1/4' };
  return [
    { id: 'number', head: t('phone.number'), cell: ({ number }) => format.phone(number) },
    { id: 'rk', head: t('field.campaign'), cell: ({ rk }) => rk, ...cut },
    { id: 'city', head: t('field.city'), cell: ({ city }) => city, ...cut },
    { id: 'avitoName', head: t('phone.avito'), cell: ({ avitoName }) => avitoName ?? noValue, ...cut },
  ];
}

/** Campaigns and cities to choose from. */
function useChoices() {
  const cities = useQuery(citiesQuery);
  const campaigns = useQuery(campaignsQuery);
  const ofCities = (cities.data ?? []).map(({ name }) => ({ value: name, label: name }));
  const ofCampaigns = (campaigns.data ?? []).map(({ rk, name }) => ({
    value: rk,
    label: rk,
    ...(name === null ? {} : { hint: name }),
  }));
  return {
    city: { options: ofCities, source: cities },
    rk: { options: ofCampaigns, source: campaigns },
  };
}

function useFields({ city, rk }: ReturnType<typeof useChoices>): Book['fields'] {
  const { t } = useTranslation('admin');
  const wide = { kind: 'text', wide: true } as const;
  const chosen = { kind: 'combobox', required: true } as const;
  return [
    {
      ...wide,
      name: 'number',
      label: t('phone.number'),
      hint: t('phone.numberHint'),
      maxLength: 200,
      required: true,
    },
    { ...chosen, ...rk, name: 'rk', label: t('field.campaign') },
    { ...chosen, ...city, name: 'city', label: t('field.city') },
    { ...wide, name: 'avitoName', label: t('phone.avito'), maxLength: 100 },
  ];
}
