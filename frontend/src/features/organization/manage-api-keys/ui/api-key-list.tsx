import { useQuery } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { apiKeysQuery } from '@/entities/api-key';
import type { ApiKey, Whose } from '@/entities/api-key';
import { usePermissionLabel } from '@/entities/organization';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { listStateOf } from '@/shared/lib/list-state';
import { useFormat } from '@/shared/lib/use-format';
import type { Column } from '@/shared/ui/data-table';
import { EmptyState } from '@/shared/ui/empty-state';
import { IconButton } from '@/shared/ui/icon-button';
import { OutdatedNote } from '@/shared/ui/outdated-note';
import { RecordTable } from '@/shared/ui/record-table';
import { tooltip } from '@/shared/ui/tooltip';
import { RevokeDialog } from './revoke-dialog';

/** One has a key or two of his own. */
const ownKeys = 2;

/** Keys with what they may do, their end and their last use; each can be revoked. */
export function ApiKeyList({ whose }: { whose: Whose }) {
  const { t } = useTranslation('organization');
  const keys = useQuery(apiKeysQuery(whose));
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const columns = useColumns(whose, setLeaving);
  return (
    <>
      <OutdatedNote query={keys} />
      <RecordTable
        framed={whose === 'ours'}
        label={t(whose === 'mine' ? 'keys.mine' : 'keys.title')}
        columns={columns}
        items={keys.data ?? []}
        itemId={({ id }) => id}
        state={listStateOf(keys)}
        {...(whose === 'mine' ? { expected: ownKeys } : {})}
        empty={<EmptyState icon={KeyRound} title={t('keys.emptyTitle')} text={t('keys.emptyText')} />}
      />
      {leaving !== null && (
        <RevokeDialog
          apiKey={leaving}
          whose={whose}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}

function useColumns(whose: Whose, onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation(['organization', 'common']);
  const format = useFormat();
  const owner: Column<ApiKey> = {
    id: 'owner',
    head: t('keys.owner'),
    cell: ({ isPersonal, operator }) => (isPersonal ? operator.name : t('keys.organization')),
    cut: true,
    className: 'w-1/6',
  };
  return [
    {
      id: 'name',
      head: t('keys.name'),
      cell: (key) => <NameCell apiKey={key} />,
      cut: true,
      className: 'w-1/4',
    },
    ...(whose === 'ours' ? [owner] : []),
    { id: 'rights', head: t('keys.rights'), cell: (key) => <RightsCell apiKey={key} /> },
    {
      id: 'cities',
      head: t('keys.cities'),
      cell: ({ cities }) => (cities.length === 0 ? noValue : cities.join(', ')),
      cut: true,
      className: 'w-1/6',
    },
    {
      id: 'used',
      head: t('keys.used'),
      cell: ({ lastUsedAt, lastUsedIp }) => (
        <span {...(lastUsedIp === null ? {} : tooltip(lastUsedIp))}>
          {lastUsedAt === null ? t('keys.never') : format.dateTime(lastUsedAt)}
        </span>
      ),
    },
    { id: 'until', head: t('keys.until'), cell: (key) => <EndCell apiKey={key} /> },
    {
      id: 'actions',
      hiddenHead: t('common:table.actions'),
      cell: (key) => (
        <IconButton
          size="sm"
          icon={Trash2}
          label={t('keys.revokeOf', { name: key.name })}
          onClick={() => {
            onRevoke(key);
          }}
        />
      ),
      className: 'w-12',
    },
  ];
}

function NameCell({ apiKey: { name, prefix } }: { apiKey: ApiKey }): ReactNode {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate font-medium">{name}</span>
      <code className="truncate text-11 font-normal text-ink-3">{`crm_${prefix}_…`}</code>
    </span>
  );
}

function RightsCell({ apiKey: { permissions } }: { apiKey: ApiKey }) {
  const { t } = useTranslation('organization');
  const label = usePermissionLabel();
  const [first] = permissions;
  if (permissions.length === 1 && first !== undefined) return label(first);
  return (
    <span {...tooltip(permissions.map(label).join(', '))}>
      {t('keys.rightsCount', { count: permissions.length })}
    </span>
  );
}

function EndCell({ apiKey: { expiresAt } }: { apiKey: ApiKey }) {
  const { t } = useTranslation('organization');
  const format = useFormat();
  if (expiresAt === null) return <span className="text-ink-2">{t('keys.forever')}</span>;
  const day = format.day(format.dayOf(expiresAt));
  const isOver = Date.parse(expiresAt) <= Date.now();
  return isOver ? <span className="text-danger">{t('keys.expired', { day })}</span> : day;
}
