import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Panel } from '@/shared/ui/panel';
import type { OverallStats } from '../api/stats.queries';
import { BarLine } from './bar-line';

/** Calls, answered, orders, completed: each with its share of the step before it. */
export function RoadToMoney({ stats: { calls, orders } }: { stats: OverallStats }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const steps = [
    { key: 'calls', count: calls.total },
    { key: 'accepted', count: calls.accepted },
    { key: 'orders', count: orders.total },
    { key: 'completed', count: orders.byStatus.completed },
  ] as const;
  const most = Math.max(...steps.map(({ count }) => count), 1);
  const sums = [
    { key: 'result', sum: orders.result },
    { key: 'clean', sum: orders.clean },
    { key: 'masterChange', sum: orders.masterChange },
  ] as const;
  return (
    <Panel title={t('road.title')}>
      <ul className="flex flex-col gap-2">
        {steps.map(({ key, count }, index) => (
          <BarLine
            key={key}
            label={t(`road.${key}`)}
            share={count / most}
            value={format.number(count)}
            note={shareOf(count, steps[index - 1]?.count, format.percent)}
          />
        ))}
      </ul>
      <dl className="mt-4 flex flex-wrap gap-x-6 gap-y-2 border-t border-line-subtle pt-3">
        {sums.map(({ key, sum }) => (
          <div key={key}>
            <dt className="text-12 text-ink-2">{t(`road.${key}`)}</dt>
            <dd className="text-16 font-semibold tabular-nums">{format.money(sum)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function shareOf(count: number, before: number | undefined, percent: (value: number) => string): string {
  if (before === undefined) return '';
  return before === 0 ? noValue : percent(Math.round((100 * count) / before));
}
