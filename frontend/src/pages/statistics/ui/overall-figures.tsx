import { useTranslation } from '@/shared/i18n';
import type { OverallStats } from '../api/stats.queries';
import { CallTiles } from './call-tiles';
import { DailyChart } from './daily-chart';
import { FiguresNote } from './figures-note';
import { OrdersByStatus } from './orders-by-status';
import { RoadToMoney } from './road-to-money';
import { ShareTable } from './share-table';

/** Everybody's figures: tiles, days, the road from calls to money, and who or what earned it. */
export function OverallFigures({ stats }: { stats: OverallStats }) {
  const { t } = useTranslation('stats');
  return (
    <div className="flex flex-col gap-3">
      <CallTiles stats={stats} operatorId={null} />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[2fr_1fr]">
        <DailyChart days={stats.dailyStats} title={t('byDay')} />
        <RoadToMoney stats={stats} />
      </div>
      <ShareTable
        title={t('operators')}
        rows={stats.operatorStats.map(({ operator, ...share }) => ({
          key: String(operator.id),
          name: operator.name,
          operatorId: operator.id,
          ...share,
        }))}
      />
      <div className="grid grid-cols-1 gap-3 2xl:grid-cols-2">
        <ShareTable
          title={t('cities')}
          rows={stats.cityStats.map(({ city, ...share }) => ({
            key: city ?? '',
            name: city ?? t('unknown'),
            ...share,
          }))}
        />
        <ShareTable
          title={t('campaigns')}
          rows={stats.rkStats.map(({ rk, ...share }) => ({
            key: rk ?? '',
            name: rk ?? t('unknown'),
            ...share,
          }))}
        />
      </div>
      <OrdersByStatus orders={stats.orders} />
      <FiguresNote stats={stats} />
    </div>
  );
}
