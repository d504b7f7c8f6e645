import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Cell, HeadCell, Row, Table } from '@/shared/ui/table';
import type { DayFigures } from '../api/stats.queries';

/** The chart's figures, newest day first. */
export function DailyTable({ days, title }: { days: readonly DayFigures[]; title: string }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  return (
    <div className="max-h-60 overflow-auto">
      <Table label={title}>
        <thead>
          <tr>
            <HeadCell>{t('column.day')}</HeadCell>
            <HeadCell numeric>{t('column.calls')}</HeadCell>
            <HeadCell numeric>{t('column.accepted')}</HeadCell>
            <HeadCell numeric>{t('column.missed')}</HeadCell>
            <HeadCell numeric>{t('column.orders')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map(({ date, calls, accepted, missed, orders }) => (
            <Row key={date}>
              <Cell>{format.day(date)}</Cell>
              <Cell numeric>{format.number(calls)}</Cell>
              <Cell numeric>{format.number(accepted)}</Cell>
              <Cell numeric>{format.number(missed)}</Cell>
              <Cell numeric>{format.number(orders)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
