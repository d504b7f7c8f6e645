import type { CallsUrl } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import type { CallList } from '../model/use-call-list';

interface PeriodFilterProps {
  url: CallsUrl;
  list: Pick<CallList, 'total' | 'isTotalExact'>;
  onChange: (change: Partial<CallsUrl>) => void;
}

/** How many calls of which days, and the choice of days. They are cut in the organisation's zone, as the server does. */
export function PeriodFilter({ url, list, onChange }: PeriodFilterProps) {
  const { t } = useTranslation(['calls', 'common']);
  const { timezone } = useProfile().organization;
  const format = useFormat(timezone);
  const range =
    url.from === null && url.to === null
      ? null
      : { from: url.from ?? url.to ?? '', to: url.to ?? url.from ?? '' };
  const period =
    range === null
      ? t('calls:allTime')
      : range.from === range.to
        ? format.dayLong(range.from)
        : format.dayRange(range.from, range.to);
  const shown = list.isTotalExact
    ? format.number(list.total ?? 0)
    : t('common:pagination.moreThan', { total: format.number(list.total ?? 0) });
  return (
    <>
      {list.total !== null && (
        <span className="text-12 text-ink-3 max-md:hidden">
          {t('calls:total', { count: list.total, period, shown })}
        </span>
      )}
      <DateRangePicker
        label={t('calls:filter.from')}
        value={range}
        clearable
        timeZone={timezone}
        onChange={(next) => {
          onChange({ from: next?.from ?? null, to: next?.to ?? null });
        }}
      />
    </>
  );
}
