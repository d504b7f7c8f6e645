import { OrderStatus, useOrderWords } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import type { Column } from '@/shared/ui/data-table';
import {
  MasterCell,
  MeetingCell,
  NumberCell,
  PhoneCell,
  ProblemCell,
  ResultCell,
  TextCell,
  TimeCell,
} from './order-cells';

/** Columns of the list; in one of several cities the address begins with the city. Widths are fixed, so that no row that comes or changes moves another column. */
export function useOrderColumns({ isOneCity }: { isOneCity: boolean }): Column<Order>[] {
  const { t } = useTranslation('orders');
  const wordsOf = useOrderWords();
  return [
    {
      id: 'number',
      head: t('column.number'),
      cell: (order) => <NumberCell order={order} />,
      className: 'w-18',
    },
    {
      id: 'status',
      head: t('column.status'),
      cell: ({ statusOrder }) => <OrderStatus status={statusOrder} />,
      sortBy: 'priority',
      className: 'w-28',
    },
    {
      id: 'meeting',
      head: t('column.meeting'),
      cell: (order) => <MeetingCell order={order} />,
      sortBy: 'dateMeeting',
      className: 'w-44',
    },
    {
      id: 'client',
      head: t('column.client'),
      cell: (order) => <TextCell>{wordsOf(order).client}</TextCell>,
      cut: true,
      className: 'w-[14%]',
    },
    { id: 'phone', head: t('column.phone'), cell: (order) => <PhoneCell order={order} />, className: 'w-36' },
    { id: 'city', head: t('field.city'), cell: ({ city }) => city, className: 'w-24' },
    {
      id: 'address',
      head: t('column.address'),
      cell: (order) => {
        const { address, place } = wordsOf(order);
        return <TextCell>{isOneCity ? address : place}</TextCell>;
      },
      cut: true,
      className: 'w-[16%]',
    },
    {
      id: 'problem',
      head: t('column.problem'),
      cell: (order) => <ProblemCell order={order} />,
      cut: true,
      className: 'w-[24%]',
    },
    {
      id: 'kind',
      head: t('field.typeOrder'),
      cell: ({ typeOrder }) => t(`kind.${typeOrder}`),
      className: 'w-24',
    },
    {
      id: 'master',
      head: t('column.master'),
      cell: (order) => <MasterCell order={order} />,
      cut: true,
      className: 'w-[11%] min-w-28',
    },
    {
      id: 'result',
      head: t('column.result'),
      cell: (order) => <ResultCell order={order} />,
      numeric: true,
      className: 'w-20',
    },
    {
      id: 'rk',
      head: t('column.rk'),
      cell: ({ rk }) => <span className="text-ink-2">{rk}</span>,
      afterNumeric: true,
      className: 'w-24',
    },
    {
      id: 'source',
      head: t('column.source'),
      cell: ({ avitoName }) => <TextCell>{avitoName}</TextCell>,
      className: 'w-28',
    },
    { id: 'operator', head: t('column.operator'), cell: ({ operator }) => operator.name, className: 'w-32' },
    {
      id: 'created',
      head: t('column.created'),
      cell: ({ createDate }) => <TimeCell at={createDate} />,
      sortBy: 'createDate',
      className: 'w-36',
    },
    {
      id: 'closed',
      head: t('column.closed'),
      cell: ({ closingData }) => <TimeCell at={closingData} />,
      sortBy: 'closingData',
      className: 'w-36',
    },
  ];
}
