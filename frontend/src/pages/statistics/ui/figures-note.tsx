import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useZonePlace } from '@/shared/lib/use-zone-place';

interface Counted {
  period: { startDate: string; endDate: string; timezone: string };
  asOf: string;
}

/** Which days, in whose time zone, counted when. */
export function FiguresNote({ stats: { period, asOf } }: { stats: Counted }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const zonePlace = useZonePlace();
  return (
    <p className="text-12 text-ink-3">
      {t('note', {
        days: format.dayRange(period.startDate, period.endDate),
        zone: zonePlace(period.timezone),
        time: format.time(asOf),
      })}
    </p>
  );
}
