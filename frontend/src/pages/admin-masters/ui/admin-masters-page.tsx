import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleOff, Wrench } from 'lucide-react';
import { citiesQuery } from '@/entities/reference-list';
import { listOf, ReferenceList, textOf, textOrNull } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';

const directions = ['kp', 'bt', 'mnch'] as const;
const states = ['working', 'dismissed'] as const;
const stateLooks = {
  working: { hue: 'success', icon: CircleCheck },
  dismissed: { hue: 'state-offline', icon: CircleOff },
} as const;

/** Masters: where they work, what they repair, how they are reached. */
export function AdminMastersPage() {
  return <ReferenceList book={useMasterBook()} />;
}

function useMasterBook(): ReferenceBook<'/api/masters'> {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  const cities = useQuery(citiesQuery);
  const cityOptions = (cities.data ?? []).map(({ name }) => ({ value: name, label: name }));
  const stateOptions = states.map((value) => ({
    value,
    label: t(`master.state.${value}`),
    ...stateLooks[value],
  }));
  return {
    path: '/api/masters',
    icon: Wrench,
    words: {
      title: t('common:nav.masters'),
      add: t('master.add'),
      search: t('master.search'),
      emptyTitle: t('master.emptyTitle'),
      emptyText: t('master.emptyText'),
      inUse: t('master.inUse'),
    },
    filters: [
      { name: 'city', label: t('field.city'), options: cityOptions },
      { name: 'statusWork', label: t('field.status'), options: stateOptions },
    ],
    columns: [
      { id: 'name', head: t('field.name'), cell: ({ name }) => name, cut: true, className: 'w-1/4' },
      {
        id: 'cities',
        head: t('field.cities'),
        cell: ({ cities: names }) => <span title={names.join(', ')}>{names.join(', ')}</span>,
        cut: true,
        className: 'w-1/4',
      },
      {
        id: 'phone',
        head: t('field.phone'),
        cell: ({ phone }) => (phone === null ? noValue : format.phone(phone)),
      },
      {
        id: 'typeEquipment',
        head: t('master.direction'),
        cell: ({ typeEquipment }) =>
          typeEquipment === null ? noValue : t(`master.directions.${typeEquipment}`),
      },
      {
        id: 'statusWork',
        head: t('field.status'),
        cell: ({ statusWork }) => (
          <Status {...stateLooks[statusWork]}>{t(`master.state.${statusWork}`)}</Status>
        ),
      },
    ],
    fields: [
      {
        name: 'name',
        label: t('field.name'),
        kind: 'text',
        minLength: 2,
        maxLength: 200,
        required: true,
        wide: true,
      },
      {
        name: 'cities',
        label: t('field.cities'),
        kind: 'many',
        options: cityOptions,
        source: cities,
        required: true,
        wide: true,
      },
      { name: 'phone', label: t('field.phone'), kind: 'text', maxLength: 40, inputMode: 'tel' },
      {
        name: 'typeEquipment',
        label: t('master.direction'),
        kind: 'select',
        options: [
          { value: '', label: t('master.anyDirection') },
          ...directions.map((value) => ({ value, label: t(`master.directions.${value}`) })),
        ],
      },
      { name: 'statusWork', label: t('field.status'), kind: 'select', options: stateOptions, required: true },
    ],
    toValues: (row) =>
      row === null
        ? { name: '', cities: [], phone: '', typeEquipment: '', statusWork: 'working' }
        : {
            name: row.name,
            cities: row.cities,
            phone: row.phone ?? '',
            typeEquipment: row.typeEquipment ?? '',
            statusWork: row.statusWork,
          },
    toDraft: (values) => ({
      name: textOf(values, 'name'),
      cities: listOf(values, 'cities'),
      phone: textOrNull(values, 'phone'),
      typeEquipment: directions.find((known) => known === values['typeEquipment']) ?? null,
      statusWork: states.find((known) => known === values['statusWork']) ?? 'working',
    }),
    nameOf: ({ name }) => name,
  };
}
