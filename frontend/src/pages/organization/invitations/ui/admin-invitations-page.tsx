import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { SearchX, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { deliveriesQuery, invitationsQuery } from '@/entities/invitation';
import type { Invitation, IssuedInvitation } from '@/entities/invitation';
import { InviteDialog, IssuedDialog } from '@/features/organization/invite-person';
import { useTranslation } from '@/shared/i18n';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ChoiceChips } from '@/shared/ui/choice-chips';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { Pagination } from '@/shared/ui/pagination';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { invitationsUrl, statuses, statusLooks } from '../model/invitations-url';
import { InvitationActions } from './invitation-actions';

/** Who has been invited, by whom, and what came of it. */
export function AdminInvitationsPage() {
  const { t } = useTranslation(['invitations', 'common']);
  const [url, setUrl] = useUrlState(invitationsUrl);
  const [isInviting, setIsInviting] = useState(false);
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const list = useQuery(invitationsQuery(url));
  // Known by the time somebody is invited, so that the form does not change under the hand.
  usePrefetchQuery(deliveriesQuery);
  const columns = useColumns(setIssued);
  const pagination = list.data?.pagination;
  const invite = (
    <Button
      intent="primary"
      icon={UserPlus}
      onClick={() => {
        setIsInviting(true);
      }}
    >
      {t('invite')}
    </Button>
  );
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead title={t('common:nav.invitations')} actions={invite} />
      <ChoiceChips
        label={t('statusLabel')}
        all={t('all')}
        choices={statuses}
        value={url.status}
        looks={statusLooks}
        wordsOf={(one) => t(`status.${one}`)}
        onChange={(status) => {
          setUrl({ status, page: 1 });
        }}
      />
      <OutdatedNote query={list} />
      <RecordTable
        label={t('common:nav.invitations')}
        columns={columns}
        items={list.data?.data ?? []}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        empty={
          url.status === null ? (
            <EmptyState icon={UserPlus} title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('noneOfStatus')}
              actions={
                <Button
                  onClick={() => {
                    setUrl({ status: null, page: 1 });
                  }}
                >
                  {t('showAll')}
                </Button>
              }
            />
          )
        }
      />
      {pagination !== undefined && pagination.totalPages > 1 && (
        <div className="flex justify-end px-4 pt-3 sm:px-6">
          <Pagination
            page={pagination.page}
            limit={pagination.limit}
            total={pagination.total}
            onPage={(page) => {
              setUrl({ page });
            }}
          />
        </div>
      )}
      {isInviting && (
        <InviteDialog
          onClose={() => {
            setIsInviting(false);
          }}
        />
      )}
      {issued !== null && (
        <IssuedDialog
          invitation={issued}
          onClose={() => {
            setIssued(null);
          }}
        />
      )}
    </div>
  );
}

function useColumns(onIssued: (invitation: IssuedInvitation) => void): Column<Invitation>[] {
  const { t } = useTranslation(['invitations', 'common']);
  const format = useFormat();
  return [
    { id: 'name', head: t('column.name'), cell: ({ name }) => name, cut: true, className: 'w-1/4' },
    {
      id: 'status',
      head: t('column.status'),
      cell: ({ status }) => <Status {...statusLooks[status]}>{t(`state.${status}`)}</Status>,
    },
    { id: 'role', head: t('column.role'), cell: ({ role }) => t(`common:role.${role}`) },
    {
      id: 'cities',
      head: t('column.cities'),
      cell: ({ cities }) => (cities.length === 0 ? t('allCities') : cities.join(', ')),
      cut: true,
      className: 'w-1/5',
    },
    {
      id: 'delivery',
      head: t('column.delivery'),
      cell: ({ delivery, email }) => (delivery === 'email' ? email : t('deliveries.link')),
      cut: true,
      className: 'w-1/4',
    },
    { id: 'invitedBy', head: t('column.invitedBy'), cell: ({ invitedBy }) => invitedBy.name },
    { id: 'expires', head: t('column.expires'), cell: ({ expiresAt }) => format.dateTime(expiresAt) },
    {
      id: 'actions',
      hiddenHead: t('actions', { name: '' }),
      cell: (invitation) => <InvitationActions invitation={invitation} onIssued={onIssued} />,
    },
  ];
}
