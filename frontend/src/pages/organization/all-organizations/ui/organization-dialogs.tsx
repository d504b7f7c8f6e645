import { Copy, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { emailPattern } from '@/shared/lib/email';
import { useCopy } from '@/shared/lib/use-copy';
import { useRecordEditing } from '@/shared/lib/use-record-editing';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import { useTimeZoneOptions } from '@/shared/lib/use-time-zone-options';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { RecordDialog } from '@/shared/ui/record-dialog';
import type { RecordField } from '@/shared/ui/record-fields';
import { notify } from '@/shared/ui/toast';
import { useCreateOrganization, useRenameOrganization } from '../api/organizations.queries';
import type { MadeOrganization, Organization } from '../api/organizations.queries';

const fresh: RecordValues = { name: '', timezone: 'Europe/Moscow', ownerName: '', login: '', email: '' };

const textOf = (values: RecordValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** The form of a new organisation and its first owner, and then his password, shown once. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organization');
  const create = useCreateOrganization();
  const fields = useCreateFields();
  const [owner, setOwner] = useState<MadeOrganization['owner'] | null>(null);
  const editing = useRecordEditing<MadeOrganization>({
    row: null,
    toValues: () => fresh,
    save: (values) =>
      create.mutateAsync({
        name: textOf(values, 'name'),
        timezone: textOf(values, 'timezone'),
        owner: {
          name: textOf(values, 'ownerName'),
          login: textOf(values, 'login'),
          email: textOf(values, 'email') || null,
        },
      }),
    onSaved: (made) => {
      setOwner(made.owner);
    },
    fieldOf: (path) => ownerFields[path] ?? path,
  });
  if (owner !== null) return <OwnerHandover owner={owner} onClose={onClose} />;
  return <RecordDialog title={t('platform.create')} editing={editing} fields={fields} onClose={onClose} />;
}

/** Fields of the body's `owner`, as the form calls them. */
const ownerFields: Readonly<Record<string, string>> = {
  'owner.name': 'ownerName',
  'owner.login': 'login',
  'owner.email': 'email',
};

function useCreateFields(): RecordField[] {
  const { t } = useTranslation('organization');
  const zones = useTimeZoneOptions();
  return [
    nameField(t('platform.name')),
    {
      name: 'timezone',
      label: t('platform.timezone'),
      kind: 'combobox',
      options: zones,
      required: true,
    },
    { ...nameField(t('platform.ownerName')), name: 'ownerName' },
    {
      name: 'login',
      label: t('platform.ownerLogin'),
      hint: t('platform.loginHint'),
      kind: 'text',
      minLength: 3,
      maxLength: 50,
      pattern: /^[A-Za-z0-9_.-]+$/,
      required: true,
    },
    {
      name: 'email',
      label: t('platform.ownerEmail'),
      kind: 'text',
      maxLength: 254,
      pattern: emailPattern,
      inputMode: 'email',
      wide: true,
    },
  ];
}

const nameField = (label: string): RecordField => ({
  name: 'name',
  label,
  kind: 'text',
  minLength: 2,
  maxLength: 200,
  required: true,
});

interface RenameDialogProps {
  organization: Organization;
  onClose: () => void;
}

export function RenameDialog({ organization, onClose }: RenameDialogProps) {
  const { t } = useTranslation(['organization', 'common']);
  const rename = useRenameOrganization();
  const editing = useRecordEditing<Organization>({
    row: organization,
    toValues: (row) => ({ name: row?.name ?? '' }),
    save: (values, { row }) =>
      rename.mutateAsync({
        id: organization.id,
        version: row?.version ?? organization.version,
        name: textOf(values, 'name'),
      }),
    onSaved: () => {
      notify({ kind: 'success', text: t('common:state.saved') });
      onClose();
    },
  });
  return (
    <RecordDialog
      title={t('platform.rename')}
      editing={editing}
      fields={[{ ...nameField(t('platform.name')), wide: true }]}
      onClose={onClose}
    />
  );
}

interface OwnerHandoverProps {
  owner: MadeOrganization['owner'];
  onClose: () => void;
}

function OwnerHandover({ owner: { login, password }, onClose }: OwnerHandoverProps) {
  const { t } = useTranslation('organization');
  const copy = useCopy();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('platform.madeTitle')}
      footer={
        <span className="ms-auto flex flex-wrap justify-end gap-2">
          <Button icon={Copy} onClick={() => void copy(`${login}\n${password}`)}>
            {t('platform.copy')}
          </Button>
          <Button intent="primary" onClick={onClose}>
            {t('platform.done')}
          </Button>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner hue="warning" icon={KeyRound}>
          {t('platform.handover')}
        </Banner>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
          <dt className="text-ink-2">{t('platform.login')}</dt>
          <dd className="font-mono break-all">{login}</dd>
          <dt className="text-ink-2">{t('platform.password')}</dt>
          <dd className="font-mono break-all">{password}</dd>
        </dl>
      </div>
    </Dialog>
  );
}
