import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dispositionsQuery, useDispositionName } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import type { ListState } from '@/shared/ui/data-table';
import type { CallRow } from '../model/group-calls';
import { ClientCell, ExpandCell, OutcomeCell, SourceCell, StateCell, TimeCell } from './call-cells';

interface CallCardsProps {
  rows: readonly CallRow[];
  state: ListState;
  empty: ReactNode;
  foot: ReactNode;
  actions: (row: CallRow) => ReactNode;
  onToggle: (callId: number) => void;
}

/** The list on a phone: a card for each row. Cards out of sight are not drawn by the browser. */
export function CallCards({ rows, state, empty, foot, actions, onToggle }: CallCardsProps) {
  const { t } = useTranslation('calls');
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  if (state.isPending) return <SkeletonLines lines={8} />;
  if (state.isError && rows.length === 0)
    return <ErrorState error={state.error} onRetry={state.onRetry} retrying={state.isRetrying ?? false} />;
  if (rows.length === 0) return empty;
  return (
    <div className="h-full overflow-y-auto">
      <ul aria-label={t('title')} aria-busy={state.isStale === true}>
        {rows.map((row) => (
          <li
            key={row.key}
            className={`flex flex-col gap-1.5 border-b border-line-subtle p-3 [contain-intrinsic-size:auto_112px] [content-visibility:auto] ${row.isSub ? 'bg-sunken' : ''}`}
          >
            <div className="flex items-start gap-2">
              <span className="min-w-0 flex-1">
                <ClientCell row={row} />
              </span>
              <TimeCell call={row.call} />
            </div>
            <div className="flex items-end gap-2">
              <span className="flex min-w-0 flex-1 flex-col gap-1">
                <StateCell row={row} />
                <span className="truncate text-12">
                  <SourceCell call={row.call} />
                </span>
                <span className="truncate empty:hidden">
                  <OutcomeCell call={row.call} nameOf={nameOf} />
                </span>
              </span>
              <ExpandCell row={row} onToggle={onToggle} />
              {actions(row)}
            </div>
          </li>
        ))}
      </ul>
      {foot}
    </div>
  );
}
