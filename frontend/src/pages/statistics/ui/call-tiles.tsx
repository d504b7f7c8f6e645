import { callsUrl } from '@/entities/call';
import type { QuickFilter } from '@/entities/call';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import type { CallFigures, OrderFigures } from '../api/stats.queries';
import { Tile } from './tile';

interface Figures {
  period: { startDate: string; endDate: string };
  calls: CallFigures;
  orders: OrderFigures;
}

interface CallTilesProps {
  stats: Figures;
  /** Whose calls the lists behind the figures show; null for everybody's. */
  operatorId: number | null;
}

/** The line of tiles; each opens to the very rows it counts. */
export function CallTiles({ stats, operatorId }: CallTilesProps) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const { calls, orders, period } = stats;
  const rows = (quick: QuickFilter): string =>
    paths.calls + callsUrl.toSearch({ quick, from: period.startDate, to: period.endDate, operatorId });
  const counted = (count: number) => ({ count, number: format.number(count) });
  const seconds = (value: number | null): string => (value === null ? noValue : format.duration(value));
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <Tile
        label={t('tile.calls')}
        value={format.number(calls.total)}
        note={t('tile.outbound', counted(calls.outbound.total))}
        formula={t(operatorId === null ? 'formula.calls' : 'formula.ownCalls')}
      />
      <Tile
        label={t('tile.accepted')}
        value={format.number(calls.accepted)}
        note={
          calls.acceptanceRate === null
            ? noValue
            : t('tile.ofAll', { share: format.percent(calls.acceptanceRate) })
        }
        formula={t(operatorId === null ? 'formula.accepted' : 'formula.ownAccepted')}
        to={rows('answered')}
      />
      <Tile
        label={t('tile.missed')}
        value={format.number(calls.missed)}
        note={missedNote(calls, t)}
        formula={t(operatorId === null ? 'formula.missed' : 'formula.ownMissed')}
        // A missed call belongs to nobody, so one person's have no list of their own.
        {...(operatorId === null ? { to: rows('missed') } : {})}
      />
      <Tile
        label={t('tile.wait')}
        value={seconds(calls.averageWaitSeconds)}
        note={t('tile.talk', { duration: seconds(calls.averageTalkSeconds) })}
        formula={t('formula.wait')}
      />
      <Tile
        label={t('tile.orders')}
        value={format.number(orders.total)}
        note={t('tile.completed', counted(orders.byStatus.completed))}
        formula={t('formula.orders')}
      />
      <Tile
        label={t('tile.clean')}
        value={format.money(orders.clean)}
        note={t('tile.masterChange', { sum: format.money(orders.masterChange) })}
        formula={t('formula.clean')}
      />
    </div>
  );
}

function missedNote(
  { missedByReason }: CallFigures,
  t: ReturnType<typeof useTranslation<'stats'>>['t'],
): string {
  const { ringing, queue, ivr } = missedByReason;
  return t('tile.missedBy', { ringing, queue, ivr });
}
