import { useQuery } from '@tanstack/react-query';
import { PhoneMissed } from 'lucide-react';
import type { ReactNode } from 'react';
import { callCountsQuery, callEventTypes, callKeys, quickFilters } from '@/entities/call';
import type { CallCounts, CallFilters, CallsUrl, QuickFilter } from '@/entities/call';
import { useLiveInvalidation } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { AwaitedCount, Chip } from '@/shared/ui/chip';

const counted: Record<QuickFilter, keyof CallCounts> = {
  all: 'all',
  debts: 'debts',
  missed: 'missed',
  answered: 'answered',
  outbound: 'outbound',
  hour: 'lastHour',
};

interface QuickFiltersProps {
  filters: CallFilters;
  onChange: (change: Partial<CallsUrl>) => void;
}

/** Chips with how many calls each would show; the server counts. */
export function QuickFilters({ filters, onChange }: QuickFiltersProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { data: counts, isError } = useQuery(callCountsQuery(filters));
  useLiveInvalidation(callEventTypes, callKeys.allCounts);
  const countWords = (count: number | undefined): ReactNode => {
    if (count !== undefined) return format.number(count);
    return isError ? undefined : <AwaitedCount />;
  };
  return (
    <div role="group" aria-label={t('quick.label')} className="flex items-center gap-1.5">
      {quickFilters.map((quick) => (
        <Chip
          key={quick}
          on={filters.quick === quick}
          {...(quick === 'debts' ? { icon: PhoneMissed, hue: 'danger' as const } : {})}
          count={countWords(counts?.[counted[quick]])}
          onClick={() => {
            onChange({ quick, ...(quick === 'all' || quick === 'hour' ? {} : { status: null }) });
          }}
        >
          {t(`quick.${quick}`)}
        </Chip>
      ))}
    </div>
  );
}
