import { useQuery } from '@tanstack/react-query';
import { callStatuses, dispositionsQuery, useDispositionName } from '@/entities/call';
import type { CallFilters, CallsUrl } from '@/entities/call';
import { operatorNamesQuery } from '@/entities/operator';
import { campaignsQuery, citiesQuery } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { ChoiceChip } from '@/shared/ui/choice-chip';
import type { Option } from '@/shared/ui/listbox';
import type { OptionSource } from '@/shared/ui/option-search';
import { MoreFilters } from './more-filters';

interface FilterProps {
  filters: CallFilters;
  onChange: (change: Partial<CallsUrl>) => void;
}

/** One filter: what it is called, what is chosen, what can be. */
export interface Choice {
  name: string;
  /** What is chosen, as an option's value; null when nothing is. */
  value: string | null;
  options: readonly Option<string>[];
  source?: OptionSource;
  onChoose: (value: string) => void;
  onRemove: () => void;
}

/** City and campaign, always offered, and the rest behind one chip until it is chosen. */
export function AddedFilters({ filters, onChange }: FilterProps) {
  const place = usePlaceChoices({ filters, onChange });
  const rest = useRestChoices({ filters, onChange });
  const offered = rest.filter(({ value }) => value === null);
  return (
    <>
      {[...place, ...rest.filter(({ value }) => value !== null)].map((choice) => (
        <FilterChip key={choice.name} choice={choice} />
      ))}
      {offered.length > 0 && <MoreFilters choices={offered} />}
    </>
  );
}

function FilterChip({ choice }: { choice: Choice }) {
  const { t } = useTranslation('calls');
  const { name, value, options } = choice;
  const label = options.find((option) => option.value === value)?.label ?? value;
  return <ChoiceChip {...choice} words={t('filter.value', { name, value: label })} />;
}

function usePlaceChoices({ filters, onChange }: FilterProps): Choice[] {
  const { t } = useTranslation('calls');
  const cities = useQuery(citiesQuery);
  const campaigns = useQuery(campaignsQuery);
  return [
    {
      name: t('filter.city'),
      value: filters.city || null,
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
      name: t('filter.rk'),
      value: filters.rk || null,
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

/** Operator, state and outcome. */
function useRestChoices({ filters, onChange }: FilterProps): Choice[] {
  const { t } = useTranslation('calls');
  const operators = useQuery(operatorNamesQuery);
  const dispositions = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions.data);
  return [
    {
      name: t('filter.operatorId'),
      value: filters.operatorId === null ? null : String(filters.operatorId),
      options: (operators.data ?? []).map(({ id, name, city }) => ({
        value: String(id),
        label: name,
        ...(city === null ? {} : { hint: city }),
      })),
      source: operators,
      onChoose: (id) => {
        onChange({ operatorId: Number(id) });
      },
      onRemove: () => {
        onChange({ operatorId: null });
      },
    },
    {
      name: t('filter.status'),
      value: filters.status,
      options: callStatuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
      onChoose: (chosen) => {
        // A state is at odds with the quick filters that are states themselves.
        onChange({ status: callStatuses.find((status) => status === chosen) ?? null, quick: 'all' });
      },
      onRemove: () => {
        onChange({ status: null });
      },
    },
    {
      name: t('filter.disposition'),
      value: filters.disposition || null,
      options: (dispositions.data ?? []).map(({ code }) => ({ value: code, label: nameOf(code) })),
      source: dispositions,
      onChoose: (disposition) => {
        onChange({ disposition });
      },
      onRemove: () => {
        onChange({ disposition: '' });
      },
    },
  ];
}
