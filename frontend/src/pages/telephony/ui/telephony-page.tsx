import { Activity, ArrowUp, Rows3, Users, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { callsUrl } from '@/entities/call';
import type { CallsUrl } from '@/entities/call';
import { useCan } from '@/entities/session';
import { togglePlay } from '@/features/play-recording';
import { isLost, useLiveLine } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useUrlState } from '@/shared/lib/url-state';
import { screens, useMedia } from '@/shared/lib/use-media';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { DataTable } from '@/shared/ui/data-table';
import { MoreRows } from '@/shared/ui/more-rows';
import { PageHead } from '@/shared/ui/panel';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { toRows } from '../model/group-calls';
import { useCallList } from '../model/use-call-list';
import type { CallList } from '../model/use-call-list';
import { useNewCalls } from '../model/use-new-calls';
import { useRowKeys } from '../model/use-row-keys';
import { useTrack } from '../model/use-track';
import { AddedFilters } from './added-filters';
import { ActionsCell } from './call-cells';
import { CallCards } from './call-cards';
import { useCallColumns } from './call-columns';
import { NoCalls } from './no-calls';
import { PeriodFilter } from './period-filter';
import { QuickFilters } from './quick-filters';
import { SearchMark } from './search-mark';

/** The live list of calls, where the day begins. One call opens over it, at its own address. */
export function TelephonyPage() {
  const { t } = useTranslation('calls');
  const [url, setUrl] = useUrlState(callsUrl);
  const list = useCallList(url);
  const news = useNewCalls(url, list.calls);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')} actions={<PeriodFilter url={url} list={list} onChange={setUrl} />}>
        {/* On a phone there is room for one of the two, and the head must not grow. */}
        <span className={news.count > 0 ? 'max-sm:hidden' : 'contents'}>
          <LiveMark />
        </span>
        {news.count > 0 && (
          <Button
            size="sm"
            icon={ArrowUp}
            intent="soft"
            aria-label={`${t('newCalls', { count: news.count })}. ${t('newCallsHint')}`}
            onClick={() => void news.show()}
          >
            {t('newCalls', { count: news.count })}
          </Button>
        )}
        <span role="status" className="sr-only">
          {news.count > 0 && t('newCalls', { count: news.count })}
        </span>
      </PageHead>
      <div className="relative flex items-center gap-2 overflow-x-auto px-4 pb-3 sm:flex-wrap sm:overflow-visible sm:px-6">
        <QuickFilters filters={url} onChange={setUrl} />
        <span aria-hidden className="h-4 w-px shrink-0 bg-(--border)" />
        <AddedFilters filters={url} onChange={setUrl} />
        <SearchMark search={url.search} onChange={setUrl} />
        <span className="ms-auto [--control:28px] pointer-coarse:[--control:44px]">
          <SegmentedControl
            label={t('view.label')}
            value={url.view}
            onChange={(view) => {
              setUrl({ view });
            }}
            segments={[
              { value: 'clients', label: t('view.clients'), icon: Users },
              { value: 'rows', label: t('view.rows'), icon: Rows3 },
            ]}
          />
        </span>
      </div>
      <Calls url={url} list={list} onChange={setUrl} />
      <Outlet />
    </div>
  );
}

interface CallsProps {
  url: CallsUrl;
  list: CallList;
  onChange: (change: Partial<CallsUrl>) => void;
}

function Calls({ url, list, onChange }: CallsProps) {
  const { t } = useTranslation('calls');
  const isPhone = useMedia(screens.phone);
  const can = useCan();
  const canListen = can('recordings:listen');
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set());
  const grouped = url.view === 'clients' && url.quick !== 'debts';
  const rows = toRows(list.calls, { grouped, openIds, debts: list.debts });
  const toggle = (callId: number): void => {
    setOpenIds((before) => (before.has(callId) ? without(before, callId) : new Set([...before, callId])));
  };
  const actions = useCallActions(list);
  const onNewOrder = can('orders:create') ? actions.newOrder : null;
  const columns = useCallColumns({ grouped, onToggle: toggle, onNewOrder });
  const { box, onKeyDown } = useRowKeys({
    onNewOrder: onNewOrder ?? ignore,
    onPlay: canListen ? actions.play : ignore,
  });
  const empty = <NoCalls filters={url} onChange={onChange} />;
  const foot = <MoreRows hasMore={list.hasMore} isLoading={list.isLoadingMore} onMore={list.loadMore} />;
  return (
    // Arrow keys are heard where the rows are; the rows themselves are links.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the handler moves the focus between links
    <div
      ref={box}
      onKeyDown={onKeyDown}
      className="mx-4 min-h-0 flex-1 overflow-hidden rounded-t-lg border border-b-0 border-line-subtle bg-panel [--cell-x:8px] sm:mx-6"
    >
      {isPhone ? (
        <CallCards
          rows={rows}
          state={list.state}
          empty={empty}
          foot={foot}
          onToggle={toggle}
          actions={(row) => <ActionsCell row={row} canListen={canListen} onNewOrder={onNewOrder} />}
        />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          items={rows}
          itemId={({ key }) => key}
          state={list.state}
          empty={empty}
          isSub={({ isSub }) => isSub}
          onOpen={({ call }) => {
            actions.open(call.id);
          }}
          {...(url.quick === 'debts'
            ? {}
            : {
                sort: {
                  by: url.sortBy,
                  order: url.sortOrder,
                  onSort: (by, order) => {
                    onChange({ sortBy: sortOf(by), sortOrder: order });
                  },
                },
              })}
          foot={foot}
        />
      )}
    </div>
  );
}

/** Opening, ordering and listening, for the mouse and the keyboard alike. */
function useCallActions(list: CallList) {
  const navigate = useNavigate();
  const trackOf = useTrack();
  return {
    open: (callId: number): void => {
      void navigate({ pathname: paths.call(callId), search: window.location.search });
    },
    newOrder: (callId: number): void => {
      void navigate(paths.deskCall(callId));
    },
    play: (callId: number): void => {
      const call = list.calls.find(({ id }) => id === callId);
      if (call?.hasRecording === true) togglePlay(trackOf(call));
    },
  };
}

/** Says whether the list follows what happens. */
function LiveMark() {
  const { t } = useTranslation(['calls', 'common']);
  const lost = useLiveLine(({ status }) => isLost(status));
  return lost ? (
    <Badge hue="warning" icon={WifiOff}>
      {t('common:state.stale')}
    </Badge>
  ) : (
    <Badge hue="state-available" icon={Activity}>
      {t('calls:live')}
    </Badge>
  );
}

function sortOf(by: string): CallsUrl['sortBy'] {
  return by === 'talkSeconds' || by === 'waitSeconds' ? by : 'dateCreate';
}

function without(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return new Set([...ids].filter((other) => other !== id));
}

function ignore(): void {
  // The person has no right to it.
}
