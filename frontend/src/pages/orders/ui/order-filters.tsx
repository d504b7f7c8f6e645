import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { orderStatuses, typeEquipments } from '@/entities/order';
import { campaignsQuery, citiesQuery, mastersQuery } from '@/entities/reference-list';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { useDebounced } from '@/shared/lib/use-debounced';
import { ChoiceChip } from '@/shared/ui/choice-chip';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import type { Option } from '@/shared/ui/listbox';
import type { OptionSource } from '@/shared/ui/option-search';
import { SearchInput } from '@/shared/ui/search-input';
import { Select } from '@/shared/ui/select';
import { dateKinds } from '../model/orders-url';
import type { OrdersUrl } from '../model/orders-url';

interface FilterProps {
  url: OrdersUrl;
  onChange: (change: Partial<OrdersUrl>) => void;
}

/** What narrows the list: a search, a chip for each filter, and days of a kind. */
export function OrderFilters({ url, onChange }: FilterProps) {
  return (
    <>
      <span className="w-60 shrink-0">
        <Search url={url} onChange={onChange} />
      </span>
      <Chips url={url} onChange={onChange} />
      <DateFilter url={url} onChange={onChange} />
    </>
  );
}

/** Asks once the typing stands still; an address that changes elsewhere is shown here too. */
function Search({ url, onChange }: FilterProps) {
  const { t } = useTranslation('orders');
  const [typed, setTyped] = useState({ text: url.search, of: url.search });
  const isOwn = typed.of === url.search || typed.text.trim() === url.search;
  const text = isOwn ? typed.text : url.search;
  const settled = useDebounced(text.trim(), 300);
  useEffect(() => {
    if (settled !== url.search && settled === text.trim()) onChange({ search: settled });
    // Only a settled text asks; a new address is not one.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [settled]);
  return (
    <SearchInput
      size="sm"
      label={t('filter.search')}
      value={text}
      onChange={(next) => {
        setTyped({ text: next, of: url.search });
      }}
    />
  );
}

function Chips({ url, onChange }: FilterProps) {
  const { t } = useTranslation('orders');
  const choices = useChoices({ url, onChange });
  return choices.map((choice) => {
    const shown = choice.options.find(({ value }) => value === choice.value)?.label ?? choice.value ?? '';
    return (
      <ChoiceChip
        key={choice.name}
        {...choice}
        words={t('filter.value', { name: choice.name, value: shown })}
      />
    );
  });
}

interface Choice {
  name: string;
  value: string | null;
  options: readonly Option<string>[];
  source?: OptionSource;
  onChoose: (value: string) => void;
  onRemove: () => void;
}

function useChoices({ url, onChange }: FilterProps): Choice[] {
  return [...usePlaceChoices({ url, onChange }), ...useVisitChoices({ url, onChange })];
}

function usePlaceChoices({ url, onChange }: FilterProps): Choice[] {
  const { t } = useTranslation('orders');
  const cities = useQuery(citiesQuery);
  const campaigns = useQuery(campaignsQuery);
  return [
    {
      name: t('field.city'),
      value: url.city === '' ? null : url.city,
      options: (cities.data ?? []).map(({ name }) => ({ value: name, label: name })),
      source: cities,
      onChoose: (city) => {
        onChange({ city });
      },
      onRemove: () => {
        onChange({ city: '' });
      },
    },
    {
      name: t('field.rk'),
      value: url.rk === '' ? null : url.rk,
      options: (campaigns.data ?? []).map(({ rk, name }) => ({
        value: rk,
        label: rk,
        ...(name === null || name === rk ? {} : { hint: name }),
      })),
      source: campaigns,
      onChoose: (rk) => {
        onChange({ rk });
      },
      onRemove: () => {
        onChange({ rk: '' });
      },
    },
  ];
}

function useVisitChoices({ url, onChange }: FilterProps): Choice[] {
  const { t } = useTranslation('orders');
  const masters = useQuery(mastersQuery(url.city));
  return [
    {
      name: t('column.status'),
      value: url.status,
      options: orderStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      onChoose: (chosen) => {
        onChange({ status: orderStatuses.find((status) => status === chosen) ?? null });
      },
      onRemove: () => {
        onChange({ status: null });
      },
    },
    {
      name: t('column.master'),
      value: url.masterId === null ? null : String(url.masterId),
      options: (masters.data ?? []).map(({ id, name, cities }) => ({
        value: String(id),
        label: name,
        hint: cities.join(', '),
      })),
      source: masters,
      onChoose: (id) => {
        onChange({ masterId: Number(id) });
      },
      onRemove: () => {
        onChange({ masterId: null });
      },
    },
    {
      name: t('field.typeEquipment'),
      value: url.typeEquipment,
      options: typeEquipments.map((value) => ({ value, label: t(`equipment.${value}`) })),
      onChoose: (chosen) => {
        onChange({ typeEquipment: typeEquipments.find((value) => value === chosen) ?? null });
      },
      onRemove: () => {
        onChange({ typeEquipment: null });
      },
    },
  ];
}

function DateFilter({ url, onChange }: FilterProps) {
  const { t } = useTranslation('orders');
  const { timezone } = useProfile().organization;
  const range =
    url.from === null && url.to === null
      ? null
      : { from: url.from ?? url.to ?? '', to: url.to ?? url.from ?? '' };
  return (
    <span className="flex shrink-0 items-center gap-1">
      {range !== null && (
        <Select
          size="sm"
          compactWidth
          label={t('filter.dateKind')}
          value={url.dateType}
          options={dateKinds.map((value) => ({ value, label: t(`dateKind.${value}`) }))}
          onChange={(dateType) => {
            onChange({ dateType });
          }}
        />
      )}
      <DateRangePicker
        label={t(`dateKind.${url.dateType}`)}
        value={range}
        clearable
        chip
        timeZone={timezone}
        onChange={(next) => {
          onChange({ from: next?.from ?? null, to: next?.to ?? null });
        }}
      />
    </span>
  );
}
