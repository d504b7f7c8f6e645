import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Mail, RotateCw, SearchX } from 'lucide-react';
import { lettersQuery, mailAccountQuery } from '@/entities/letter';
import type { Letter } from '@/entities/letter';
import { problemText } from '@/shared/api';
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
import { IconButton } from '@/shared/ui/icon-button';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { LoadMore } from '@/shared/ui/pagination';
import { RecordTable } from '@/shared/ui/record-table';
import { notify } from '@/shared/ui/toast';
import { useRetryLetter } from '../api/templates.queries';
import { mailUrl, statuses, statusLooks } from '../model/mail-url';

/** What was sent to whom, and what became of it. Addresses are masked. */
export function LetterList() {
  const { t } = useTranslation('mail');
  const [{ status }, setUrl] = useUrlState(mailUrl);
  const list = useInfiniteQuery(lettersQuery(status));
  const { data: account } = useQuery(mailAccountQuery);
  const columns = useColumns();
  const showAll = (): void => {
    setUrl({ status: null });
  };
  return (
    <div className="flex min-h-0 flex-col pt-3 sm:h-full">
      <ChoiceChips
        label={t('letters.statusLabel')}
        all={t('letters.all')}
        choices={statuses}
        value={status}
        looks={statusLooks}
        wordsOf={(one) => t(`letters.status.${one}`)}
        countOf={(one) => account?.letters[one] ?? null}
        onChange={(chosen) => {
          setUrl({ status: chosen });
        }}
      />
      <OutdatedNote query={list} />
      <RecordTable
        label={t('tab.letters')}
        columns={columns}
        items={list.data?.pages.flatMap(({ data }) => data) ?? []}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        empty={
          status === null ? (
            <EmptyState icon={Mail} title={t('letters.emptyTitle')} text={t('letters.emptyText')} />
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('letters.noneFound')}
              actions={<Button onClick={showAll}>{t('letters.showAll')}</Button>}
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
    </div>
  );
}

function useColumns(): Column<Letter>[] {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const words = (error: string): string =>
    error === 'not_configured' || error === 'expired' ? t(`letters.errors.${error}`) : error;
  return [
    { id: 'template', head: t('letters.template'), cell: ({ template }) => t(`template.${template}`) },
    { id: 'recipient', head: t('letters.recipient'), cell: ({ recipient }) => recipient },
    {
      id: 'status',
      head: t('letters.statusColumn'),
      cell: ({ status }) => <Status {...statusLooks[status]}>{t(`letters.state.${status}`)}</Status>,
    },
    { id: 'created', head: t('letters.created'), cell: ({ createdAt }) => format.dateTime(createdAt) },
    {
      id: 'sentAt',
      head: t('letters.sentAt'),
      cell: ({ sentAt }) => (sentAt === null ? noValue : format.dateTime(sentAt)),
    },
    {
      id: 'attempts',
      head: t('letters.attempts'),
      cell: ({ attempts }) => format.number(attempts),
      numeric: true,
    },
    {
      id: 'error',
      head: t('letters.error'),
      cell: ({ error }) => (error === null ? noValue : words(error)),
      afterNumeric: true,
      cut: true,
      className: 'w-1/3',
    },
    { id: 'actions', cell: (letter) => <Retry letter={letter} /> },
  ];
}

function Retry({ letter: { id, status, error } }: { letter: Letter }) {
  const { t } = useTranslation('mail');
  const retry = useRetryLetter();
  if (status !== 'failed' || error === 'expired') return null;
  return (
    <IconButton
      size="sm"
      icon={RotateCw}
      label={t('letters.retry')}
      disabled={retry.isPending}
      onClick={() => {
        retry.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('letters.retried') });
          },
          onError: (failure) => {
            notify({ kind: 'error', text: problemText(failure) });
          },
        });
      }}
    />
  );
}
