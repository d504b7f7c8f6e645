import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { callStatuses, dispositionsQuery, useDispositionName } from '@/entities/call';
import type { CallFilters, CallsUrl } from '@/entities/call';
import { operatorNamesQuery } from '@/entities/operator';
import { useTranslation } from '@/shared/i18n';
import { AddChip, RemovableChip } from '@/shared/ui/chip';
import type { Option } from '@/shared/ui/listbox';
import { OptionSearch } from '@/shared/ui/option-search';
import { Popover } from '@/shared/ui/popover';
import type { PopoverProps } from '@/shared/ui/popover';
import { campaignNamesQuery, cityNamesQuery } from '../api/source-names.queries';

interface FilterProps {
  filters: CallFilters;
  onChange: (change: Partial<CallsUrl>) => void;
}

/** City and campaign, always offered, and the rest behind one chip until it is chosen. */
export function AddedFilters({ filters, onChange }: FilterProps) {
  const { t } = useTranslation('calls');
  const rest = useRest({ filters, onChange });
  return (
    <>
      <CityFilter filters={filters} onChange={onChange} />
      <CampaignFilter filters={filters} onChange={onChange} />
      {rest
        .filter(({ value }) => value !== null)
        .map((choice) => (
          <ChoiceChip key={choice.name} {...choice} />
        ))}
      {rest.some(({ value }) => value === null) && (
        <RestFilter choices={rest.filter(({ value }) => value === null)} label={t('filter.more')} />
      )}
    </>
  );
}

function CityFilter({ filters, onChange }: FilterProps) {
  const { t } = useTranslation('calls');
  const cities = useQuery(cityNamesQuery);
  return (
    <ChoiceChip
      name={t('filter.city')}
      value={filters.city === '' ? null : filters.city}
      options={(cities.data ?? []).map((city) => ({ value: city, label: city }))}
      isLoading={cities.isPending}
      onChoose={(city) => {
        onChange({ city });
      }}
      onRemove={() => {
        onChange({ city: '' });
      }}
    />
  );
}

function CampaignFilter({ filters, onChange }: FilterProps) {
  const { t } = useTranslation('calls');
  const campaigns = useQuery(campaignNamesQuery);
  return (
    <ChoiceChip
      name={t('filter.rk')}
      value={filters.rk === '' ? null : filters.rk}
      options={(campaigns.data ?? []).map(({ rk, name }) => ({
        value: rk,
        label: rk,
        ...(name === null || name === rk ? {} : { hint: name }),
      }))}
      isLoading={campaigns.isPending}
      onChoose={(rk) => {
        onChange({ rk });
      }}
      onRemove={() => {
        onChange({ rk: '' });
      }}
    />
  );
}

interface Choice {
  name: string;
  /** What is chosen, as an option's value; null when nothing is. */
  value: string | null;
  options: readonly Option<string>[];
  isLoading: boolean;
  onChoose: (value: string) => void;
  onRemove: () => void;
}

/** Operator, state and outcome. */
function useRest({ filters, onChange }: FilterProps): Choice[] {
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
      isLoading: operators.isPending,
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
      isLoading: false,
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
      value: filters.disposition === '' ? null : filters.disposition,
      options: (dispositions.data ?? []).map(({ code }) => ({ value: code, label: nameOf(code) })),
      isLoading: dispositions.isPending,
      onChoose: (disposition) => {
        onChange({ disposition });
      },
      onRemove: () => {
        onChange({ disposition: '' });
      },
    },
  ];
}

/** A dashed chip that opens a choice, or the chosen value that can be changed and taken away. */
function ChoiceChip(choice: Choice) {
  const { t } = useTranslation('calls');
  const { name, value, options, onRemove } = choice;
  const label = options.find((option) => option.value === value)?.label ?? value;
  return (
    <ChoicePopover
      choice={choice}
      trigger={
        value === null ? (
          <AddChip>{name}</AddChip>
        ) : (
          <RemovableChip name={name} onRemove={onRemove}>
            {t('filter.value', { name, value: label })}
          </RemovableChip>
        )
      }
    />
  );
}

function ChoicePopover({ choice, trigger }: { choice: Choice; trigger: PopoverProps['trigger'] }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      kind="listbox"
      label={choice.name}
      padded={false}
      trigger={trigger}
    >
      <ChoiceList
        choice={choice}
        onDone={() => {
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function ChoiceList({ choice, onDone }: { choice: Choice; onDone: () => void }) {
  const id = useId();
  return (
    <OptionSearch
      id={id}
      label={choice.name}
      options={choice.options}
      values={choice.value === null ? [] : [choice.value]}
      loading={choice.isLoading}
      onChoose={(value) => {
        choice.onChoose(value);
        onDone();
      }}
    />
  );
}

/** One chip for filters that are not chosen yet: first which, then its value, in the same box. */
function RestFilter({ choices, label }: { choices: readonly Choice[]; label: string }): ReactNode {
  const { t } = useTranslation('calls');
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const choice = choices.find((candidate) => candidate.name === name);
  const change = (next: boolean): void => {
    setOpen(next);
    if (!next) setName(null);
  };
  return (
    <Popover
      open={open}
      onOpenChange={change}
      kind="listbox"
      label={choice?.name ?? t('filter.choose')}
      padded={false}
      trigger={<AddChip icon={ListFilter}>{label}</AddChip>}
    >
      {choice === undefined ? (
        <OptionSearch
          id={id}
          label={t('filter.choose')}
          options={choices.map((candidate) => ({ value: candidate.name, label: candidate.name }))}
          values={[]}
          onChoose={setName}
        />
      ) : (
        <ChoiceList
          key={choice.name}
          choice={choice}
          onDone={() => {
            change(false);
          }}
        />
      )}
    </Popover>
  );
}
