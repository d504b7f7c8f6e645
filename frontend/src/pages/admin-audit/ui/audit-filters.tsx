import { useQuery } from '@tanstack/react-query';
import { operatorNamesQuery } from '@/entities/operator';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { ChoiceChip } from '@/shared/ui/choice-chip';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import { ListSearch } from '@/shared/ui/list-search';
import { areaNames, outcomes } from '../model/audit-url';
import type { AuditUrl } from '../model/audit-url';

interface FilterProps {
  url: AuditUrl;
  onChange: (change: Partial<AuditUrl>) => void;
}

/** What narrows the log; all of it lives in the address. */
export function AuditFilters({ url, onChange }: FilterProps) {
  const { t } = useTranslation('audit');
  const { timezone } = useProfile().organization;
  const { from, to } = url;
  return (
    <div
      role="group"
      aria-label={t('filter.label')}
      className="flex shrink-0 flex-wrap items-center gap-1.5 px-4 pb-3 sm:px-6"
    >
      <span className="w-full sm:w-72">
        <ListSearch
          label={t('filter.search')}
          value={url.search}
          onChange={(search) => {
            onChange({ search });
          }}
        />
      </span>
      <DateRangePicker
        label={t('filter.days')}
        value={from === null && to === null ? null : { from: from ?? to ?? '', to: to ?? from ?? '' }}
        clearable
        timeZone={timezone}
        onChange={(range) => {
          onChange({ from: range?.from ?? null, to: range?.to ?? null });
        }}
      />
      <PersonChip url={url} onChange={onChange} />
      <AreaChip url={url} onChange={onChange} />
      <OutcomeChip url={url} onChange={onChange} />
    </div>
  );
}

function PersonChip({ url, onChange }: FilterProps) {
  const { t } = useTranslation('audit');
  const people = useQuery(operatorNamesQuery);
  const options = (people.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const value = url.person === null ? null : String(url.person);
  const chosen = options.find((option) => option.value === value)?.label ?? value ?? '';
  return (
    <ChoiceChip
      name={t('filter.person')}
      words={t('filter.value', { name: t('filter.person'), value: chosen })}
      value={value}
      options={options}
      source={people}
      onChoose={(id) => {
        onChange({ person: Number(id) });
      }}
      onRemove={() => {
        onChange({ person: null });
      }}
    />
  );
}

function AreaChip({ url, onChange }: FilterProps) {
  const { t } = useTranslation('audit');
  const words = url.area === null ? '' : t(`area.${url.area}`);
  return (
    <ChoiceChip
      name={t('filter.area')}
      words={t('filter.value', { name: t('filter.area'), value: words })}
      value={url.area}
      options={areaNames.map((value) => ({ value, label: t(`area.${value}`) }))}
      onChoose={(chosen) => {
        onChange({ area: areaNames.find((area) => area === chosen) ?? null });
      }}
      onRemove={() => {
        onChange({ area: null });
      }}
    />
  );
}

function OutcomeChip({ url, onChange }: FilterProps) {
  const { t } = useTranslation('audit');
  const words = url.outcome === null ? '' : t(`outcome.${url.outcome}`);
  return (
    <ChoiceChip
      name={t('filter.outcome')}
      words={t('filter.value', { name: t('filter.outcome'), value: words })}
      value={url.outcome}
      options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      onChoose={(chosen) => {
        onChange({ outcome: outcomes.find((outcome) => outcome === chosen) ?? null });
      }}
      onRemove={() => {
        onChange({ outcome: null });
      }}
    />
  );
}
