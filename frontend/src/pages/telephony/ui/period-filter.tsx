import type { CallsUrl } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import type { DayRange } from '@/shared/lib/days';
import type { Format } from '@/shared/lib/format';
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
  const { t } = useTranslation('calls');
  const { timezone } = useProfile().organization;
  const range = rangeOf(url);
  return (
    <>
      {list.total !== null && <Total range={range} total={list.total} isExact={list.isTotalExact} />}
      <DateRangePicker
        label={t('filter.from')}
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

function Total({ range, total, isExact }: { range: DayRange | null; total: number; isExact: boolean }) {
  const { t } = useTranslation(['calls', 'common']);
  const format = useFormat();
  const shown = format.number(total);
  return (
    <span className="text-12 text-ink-3 max-md:hidden">
      {t('calls:total', {
        count: total,
        period: range === null ? t('calls:allTime') : periodText(range, format),
        shown: isExact ? shown : t('common:pagination.moreThan', { total: shown }),
      })}
    </span>
  );
}

function periodText({ from, to }: DayRange, format: Format): string {
  return from === to ? format.dayLong(from) : format.dayRange(from, to);
}

/** An old link may name one end only; it then means that day. */
function rangeOf({ from, to }: CallsUrl): DayRange | null {
  if (from === null) return to === null ? null : { from: to, to };
  return { from, to: to ?? from };
}
