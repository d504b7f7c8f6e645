import { useQuery } from '@tanstack/react-query';
import {
  Building,
  CircleCheck,
  CirclePause,
  CirclePlay,
  Ellipsis,
  Pencil,
  Plus,
  SearchX,
} from 'lucide-react';
import { useState } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { useZoneWords } from '@/shared/lib/use-time-zone-options';
import { Status } from '@/shared/ui/badge';
import type { Column } from '@/shared/ui/data-table';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import { EmptyState } from '@/shared/ui/empty-state';
import { IconButton } from '@/shared/ui/icon-button';
import { ListActions } from '@/shared/ui/list-actions';
import { ListFoot } from '@/shared/ui/list-foot';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { notify } from '@/shared/ui/toast';
import { organizationsQuery, rowsPerPage, useSetSuspended } from '../api/organizations.queries';
import type { Organization } from '../api/organizations.queries';
import { platformUrl } from '../model/platform-url';
import { CreateDialog, RenameDialog } from './organization-dialogs';
import { SuspendDialog } from './suspend-dialog';

/** All organisations of this installation, for who looks after it. */
export function PlatformOrganizationsPage() {
  const { t } = useTranslation(['organization', 'common']);
  const [url, setUrl] = useUrlState(platformUrl);
  const list = useQuery(organizationsQuery(url));
  const [suspending, setSuspending] = useState<Organization | null>(null);
  const stay = { page: url.page };
  const columns = useColumns({
    onRename: ({ id }) => {
      setUrl({ edit: id, ...stay });
    },
    onSuspend: setSuspending,
  });
  const rows = list.data?.data ?? [];
  const renamed = rows.find(({ id }) => id === url.edit);
  const close = (): void => {
    setUrl({ add: false, edit: null, ...stay });
  };
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <PageHead
        title={t('platform.title')}
        actions={
          <ListActions
            searchLabel={t('platform.search')}
            search={url.search}
            onSearch={(search) => {
              setUrl({ search }, { replace: true });
            }}
            add={{
              label: t('platform.create'),
              icon: Plus,
              onAdd: () => {
                setUrl({ add: true, ...stay });
              },
            }}
          />
        }
      >
        <span className="text-12 text-ink-3">{t('platform.note')}</span>
      </PageHead>
      <OutdatedNote query={list} />
      <RecordTable
        label={t('platform.title')}
        columns={columns}
        items={rows}
        itemId={({ id }) => id}
        state={listStateOf(list)}
        empty={
          url.search === '' ? (
            <EmptyState icon={Building} title={t('platform.emptyTitle')} />
          ) : (
            <EmptyState icon={SearchX} title={t('common:state.notFound')} />
          )
        }
      />
      <ListFoot
        page={url.page}
        limit={rowsPerPage}
        total={list.data?.pagination.total ?? 0}
        onPage={(page) => {
          setUrl({ page });
        }}
      />
      {url.add && <CreateDialog onClose={close} />}
      {renamed !== undefined && <RenameDialog key={renamed.id} organization={renamed} onClose={close} />}
      {suspending !== null && (
        <SuspendDialog
          organization={suspending}
          onClose={() => {
            setSuspending(null);
          }}
        />
      )}
    </div>
  );
}

interface Actions {
  onRename: (organization: Organization) => void;
  onSuspend: (organization: Organization) => void;
}

function useColumns(actions: Actions): Column<Organization>[] {
  const { t } = useTranslation(['organization', 'common']);
  const zoneWords = useZoneWords();
  const format = useFormat();
  return [
    {
      id: 'name',
      head: t('platform.name'),
      cell: ({ name }) => <span className="font-medium">{name}</span>,
      cut: true,
      className: 'w-1/3',
    },
    { id: 'people', head: t('platform.people'), cell: ({ people }) => format.number(people), numeric: true },
    {
      id: 'timezone',
      head: t('platform.timezone'),
      cell: ({ timezone }) => zoneWords(timezone),
      afterNumeric: true,
    },
    {
      id: 'created',
      head: t('platform.createdAt'),
      cell: ({ createdAt }) => format.day(format.dayOf(createdAt)),
    },
    {
      id: 'state',
      head: t('platform.state'),
      cell: ({ suspendedAt }) =>
        suspendedAt === null ? (
          <Status hue="success" icon={CircleCheck}>
            {t('platform.working')}
          </Status>
        ) : (
          <Status hue="warning" icon={CirclePause}>
            {t('platform.suspended')}
          </Status>
        ),
    },
    {
      id: 'actions',
      hiddenHead: t('common:table.actions'),
      cell: (organization) => <ActionsCell organization={organization} {...actions} />,
      className: 'w-12',
    },
  ];
}

function ActionsCell({ organization, onRename, onSuspend }: Actions & { organization: Organization }) {
  const { t } = useTranslation('organization');
  const resume = useSetSuspended('resume');
  const { id, name, suspendedAt } = organization;
  const letWork = (): void => {
    resume.mutate(id, {
      onSuccess: () => {
        notify({ kind: 'success', text: t('platform.isResumed', { name }) });
      },
      onError: (error) => {
        notify({ kind: 'error', text: problemText(error) });
      },
    });
  };
  return (
    <DropdownMenu
      trigger={
        <IconButton size="sm" icon={Ellipsis} label={t('platform.actionsOf', { name })} tooltip={false} />
      }
      entries={[
        {
          kind: 'action',
          label: `${t('platform.rename')}…`,
          icon: Pencil,
          onSelect: () => {
            onRename(organization);
          },
        },
        suspendedAt === null
          ? {
              kind: 'action',
              label: `${t('platform.suspend')}…`,
              icon: CirclePause,
              danger: true,
              onSelect: () => {
                onSuspend(organization);
              },
            }
          : { kind: 'action', label: t('platform.resume'), icon: CirclePlay, onSelect: letWork },
      ]}
    />
  );
}
