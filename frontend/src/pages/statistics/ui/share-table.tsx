import { Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { DataTable } from '@/shared/ui/data-table';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { Panel } from '@/shared/ui/panel';
import type { CallFigures } from '../api/stats.queries';

export interface Share {
  key: string;
  name: string;
  /** Set for people: the name opens their own figures. */
  operatorId?: number;
  calls: CallFigures;
  orders: { total: number; completed: number };
  clean: number;
  masterChange: number;
}

const figures = {
  calls: ({ calls }: Share) => calls.total,
  accepted: ({ calls }: Share) => calls.accepted,
  missed: ({ calls }: Share) => calls.missed,
  rate: ({ calls }: Share) => calls.acceptanceRate ?? -1,
  orders: ({ orders }: Share) => orders.total,
  completed: ({ orders }: Share) => orders.completed,
  clean: ({ clean }: Share) => clean,
  masterChange: ({ masterChange }: Share) => masterChange,
};
type Figure = keyof typeof figures;

const isFigure = (name: string): name is Figure => name in figures;
/** Under this many a share says little; it is drawn grey. */
const fewCalls = 20;

/** Who or what the calls, orders and money are of; sorted by any of them. */
export function ShareTable({ title, rows }: { title: string; rows: readonly Share[] }) {
  const { t } = useTranslation('stats');
  const [sort, setSort] = useState<{ by: Figure; order: 'asc' | 'desc' }>({ by: 'calls', order: 'desc' });
  const columns = useShareColumns(title);
  const sorted = useMemo(() => {
    const sign = sort.order === 'asc' ? 1 : -1;
    return [...rows].sort((a, b) => sign * (figures[sort.by](a) - figures[sort.by](b)));
  }, [rows, sort]);
  return (
    <Panel title={title} note={String(rows.length)} flush>
      <DataTable
        label={title}
        columns={columns}
        items={sorted}
        itemId={({ key }) => key}
        state={{ isPending: false, isError: false, error: null, onRetry: () => undefined }}
        empty={<EmptyState icon={Table2} title={t('noShares')} />}
        sort={{
          ...sort,
          onSort: (by, order) => {
            if (isFigure(by)) setSort({ by, order });
          },
        }}
      />
    </Panel>
  );
}

function useShareColumns(title: string): Column<Share>[] {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const { search } = useLocation();
  return useMemo(() => {
    const figure = (id: Figure, cell: (row: Share) => string): Column<Share> => ({
      id,
      head: t(`column.${id}`),
      numeric: true,
      sortBy: id,
      cell,
    });
    return [
      {
        id: 'name',
        head: title,
        cut: true,
        className: 'w-56',
        cell: (row) => <Name row={row} search={search} />,
      },
      figure('calls', ({ calls }) => format.number(calls.total)),
      figure('accepted', ({ calls }) => format.number(calls.accepted)),
      figure('missed', ({ calls }) => format.number(calls.missed)),
      { ...figure('rate', () => ''), cell: ({ calls }) => <Rate calls={calls} /> },
      figure('orders', ({ orders }) => format.number(orders.total)),
      figure('completed', ({ orders }) => format.number(orders.completed)),
      figure('clean', ({ clean }) => format.money(clean)),
      figure('masterChange', ({ masterChange }) => format.money(masterChange)),
    ];
  }, [t, format, search, title]);
}

function Name({ row: { name, operatorId }, search }: { row: Share; search: string }) {
  if (operatorId === undefined) return <span className="text-ink">{name}</span>;
  return (
    <Link
      to={paths.statisticsOperator(operatorId) + search}
      className="text-ink hover:text-brand-text hover:underline"
    >
      {name}
    </Link>
  );
}

function Rate({ calls: { acceptanceRate, total } }: { calls: CallFigures }) {
  const format = useFormat();
  if (acceptanceRate === null) return <span className="text-ink-3">{noValue}</span>;
  return <span className={total < fewCalls ? 'text-ink-3' : ''}>{format.percent(acceptanceRate)}</span>;
}
