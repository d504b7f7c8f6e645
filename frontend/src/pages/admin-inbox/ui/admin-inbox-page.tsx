import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Activity, SearchX } from 'lucide-react';
import { telephonyAccountsQuery } from '@/entities/telephony-account';
import { webhookEventsQuery } from '@/entities/webhook-event';
import type { WebhookEvent } from '@/entities/webhook-event';
import { ReplayAll } from '@/features/inbox/replay-webhook-events';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ChoiceChips } from '@/shared/ui/choice-chips';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { LoadMore } from '@/shared/ui/pagination';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { inboxUrl, statuses, statusLooks } from '../model/inbox-url';
import { EventDrawer } from './event-drawer';
import { TelephonyPanel } from './telephony-panel';

/** What other systems sent us: whether it comes, what could not be applied, and a way to try again. */
export function AdminInboxPage() {
  const { t } = useTranslation(['admin', 'common']);
  const [url, setUrl] = useUrlState(inboxUrl);
  const list = useInfiniteQuery(webhookEventsQuery(url.status));
  const waiting = useWaiting();
  const open = (id: number): void => {
    setUrl({ event: id });
  };
  const columns = useColumns(open);
  const events = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const troubled = (waiting.dead ?? 0) > 0 ? ('dead' as const) : ('failed' as const);
  const troubles = waiting[troubled] ?? 0;
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead
        title={t('common:nav.inbox')}
        actions={troubles > 0 && <ReplayAll status={troubled} count={troubles} />}
      />
      <TelephonyPanel />
      <ChoiceChips
        label={t('inbox.statusLabel')}
        all={t('inbox.all')}
        choices={statuses}
        value={url.status}
        looks={statusLooks}
        wordsOf={(one) => t(`inbox.status.${one}`)}
        countOf={(one) => (one === 'processed' ? null : waiting[one])}
        onChange={(status) => {
          setUrl({ status });
        }}
      />
      <OutdatedNote query={list} />
      <RecordTable
        label={t('common:nav.inbox')}
        columns={columns}
        items={events}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        selectedId={url.event}
        onOpen={({ id }) => {
          open(id);
        }}
        empty={
          url.status === null ? (
            <EmptyState icon={Activity} title={t('inbox.emptyTitle')} text={t('inbox.emptyText')} />
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('inbox.noneOfStatus')}
              actions={
                <Button
                  onClick={() => {
                    setUrl({ status: null });
                  }}
                >
                  {t('inbox.showAll')}
                </Button>
              }
            />
          )
        }
        foot={
          <LoadMore
            hasMore={list.hasNextPage}
            busy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        }
      />
      {url.event !== null && (
        <EventDrawer
          id={url.event}
          onClose={() => {
            setUrl({ event: null });
          }}
        />
      )}
    </div>
  );
}

type Waiting = Record<'pending' | 'failed' | 'dead', number | null>;

/** How many events of all accounts have not been applied; null until that is known. */
function useWaiting(): Waiting {
  const { data: accounts } = useQuery(telephonyAccountsQuery);
  const sum = (status: keyof Waiting): number | null =>
    accounts?.reduce((total, { events }) => total + events[status], 0) ?? null;
  return { pending: sum('pending'), failed: sum('failed'), dead: sum('dead') };
}

function useColumns(onOpen: (id: number) => void): Column<WebhookEvent>[] {
  const { t } = useTranslation('admin');
  const format = useFormat();
  return [
    {
      id: 'path',
      head: t('inbox.path'),
      cell: ({ id, path }) => (
        <button
          type="button"
          className="max-w-full truncate rounded-sm text-start font-medium hover:underline pointer-coarse:min-h-11"
          onClick={() => {
            onOpen(id);
          }}
        >
          {path}
        </button>
      ),
      cut: true,
      className: 'w-1/4',
    },
    {
      id: 'status',
      head: t('field.status'),
      cell: ({ status }) => <Status {...statusLooks[status]}>{t(`inbox.state.${status}`)}</Status>,
    },
    { id: 'received', head: t('inbox.received'), cell: ({ receivedAt }) => format.dateTime(receivedAt) },
    { id: 'seen', head: t('inbox.seen'), cell: ({ seen }) => format.number(seen), numeric: true },
    {
      id: 'attempts',
      head: t('inbox.attempts'),
      cell: ({ attempts }) => format.number(attempts),
      numeric: true,
    },
    {
      id: 'lastError',
      head: t('inbox.lastError'),
      cell: ({ lastError }) => lastError ?? noValue,
      afterNumeric: true,
      cut: true,
      className: 'w-2/5',
    },
  ];
}
