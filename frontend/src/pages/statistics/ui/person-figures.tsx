import { useTranslation } from '@/shared/i18n';
import type { PersonStats } from '../api/stats.queries';
import { CallTiles } from './call-tiles';
import { DailyChart } from './daily-chart';
import { FiguresNote } from './figures-note';
import { OrdersByStatus } from './orders-by-status';

interface PersonFiguresProps {
  stats: PersonStats;
  /** Somebody else's: his name stands above. */
  isOther?: boolean;
}

/** Calls and orders of one person. */
export function PersonFigures({ stats, isOther = false }: PersonFiguresProps) {
  const { t } = useTranslation('stats');
  return (
    <div className="flex flex-col gap-3">
      {isOther && <h2 className="text-16 font-semibold">{stats.operator.name}</h2>}
      <CallTiles stats={stats} operatorId={stats.operator.id} />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[2fr_1fr]">
        <DailyChart days={stats.dailyStats} title={t('byDay')} />
        <OrdersByStatus orders={stats.orders} />
      </div>
      <FiguresNote stats={stats} />
    </div>
  );
}
