import { useQuery } from '@tanstack/react-query';
import { dispositionsQuery, useDispositionName } from '@/entities/call';
import { useCan } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import type { Column } from '@/shared/ui/data-table';
import type { CallRow } from '../model/group-calls';
import {
  ActionsCell,
  ClientCell,
  ExpandCell,
  OperatorCell,
  OutcomeCell,
  SourceCell,
  StateCell,
  TalkCell,
  TimeCell,
  WaitCell,
} from './call-cells';

interface ColumnOptions {
  grouped: boolean;
  onToggle: (callId: number) => void;
  onNewOrder: ((callId: number) => void) | null;
}

/** Columns of the list of calls. Widths are fixed, so that no row that comes or changes moves another column. */
export function useCallColumns({ grouped, onToggle, onNewOrder }: ColumnOptions): Column<CallRow>[] {
  const { t } = useTranslation('calls');
  const can = useCan();
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  const canListen = can('recordings:listen');
  return [
    {
      id: 'expand',
      hiddenHead: t('column.expand'),
      cell: (row) => (grouped ? <ExpandCell row={row} onToggle={onToggle} /> : null),
      className: 'w-9 ps-2! pe-0!',
    },
    {
      id: 'client',
      head: t('column.client'),
      cell: (row) => <ClientCell row={row} />,
      cut: true,
      className: 'w-1/4',
    },
    { id: 'call', head: t('column.call'), cell: (row) => <StateCell row={row} />, className: 'w-44' },
    {
      id: 'source',
      head: t('column.source'),
      cell: ({ call }) => <SourceCell call={call} />,
      cut: true,
      className: 'w-[14%]',
    },
    {
      id: 'wait',
      head: t('column.wait'),
      cell: ({ call }) => <WaitCell call={call} />,
      numeric: true,
      sortBy: 'waitSeconds',
      className: 'w-23 max-xl:hidden',
    },
    {
      id: 'talk',
      head: t('column.talk'),
      cell: ({ call }) => <TalkCell call={call} />,
      numeric: true,
      sortBy: 'talkSeconds',
      className: 'w-22',
    },
    {
      id: 'operator',
      head: t('column.operator'),
      cell: ({ call }) => <OperatorCell call={call} />,
      afterNumeric: true,
      cut: true,
      className: 'w-[11%]',
    },
    {
      id: 'outcome',
      head: t('column.outcome'),
      cell: ({ call }) => <OutcomeCell call={call} nameOf={nameOf} />,
      cut: true,
      className: 'w-[16%]',
    },
    {
      id: 'time',
      head: t('column.time'),
      cell: ({ call }) => <TimeCell call={call} />,
      numeric: true,
      sortBy: 'dateCreate',
      className: 'w-24',
    },
    {
      id: 'actions',
      hiddenHead: t('column.actions'),
      cell: (row) => <ActionsCell row={row} canListen={canListen} onNewOrder={onNewOrder} />,
      className: 'w-28',
    },
  ];
}
