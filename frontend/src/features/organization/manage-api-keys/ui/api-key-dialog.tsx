import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Whose } from '@/entities/api-key';
import { roleMatrixQuery, usePermissionLabel } from '@/entities/organization';
import { citiesQuery } from '@/entities/reference-list';
import { useCan, useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { useRecordEditing } from '@/shared/lib/use-record-editing';
import { Checkbox } from '@/shared/ui/checkbox';
import { useFieldControl } from '@/shared/ui/field';
import { Textarea } from '@/shared/ui/input';
import { RecordDialog } from '@/shared/ui/record-dialog';
import type { OwnField, RecordField } from '@/shared/ui/record-fields';
import { useCreateApiKey } from '../api/api-key-writes';
import { emptyKey, lifetimes, toKeyDraft } from '../model/api-key-values';
import { NewKey } from './new-key';

interface ApiKeyDialogProps {
  whose: Whose;
  onClose: () => void;
}

/** The form of a new key, and then the key itself, shown once. */
export function ApiKeyDialog({ whose, onClose }: ApiKeyDialogProps) {
  const { t } = useTranslation('organization');
  const create = useCreateApiKey(whose);
  const fields = useFields(whose);
  const [token, setToken] = useState<string | null>(null);
  const editing = useRecordEditing<{ version: number; token: string }>({
    row: null,
    toValues: () => emptyKey,
    save: async (values) => {
      const made = await create.mutateAsync(toKeyDraft(values, Date.now()));
      return { version: 1, token: made.token };
    },
    onSaved: (made) => {
      setToken(made.token);
    },
    refusalText: ({ code }) => (code === 'limit_reached' ? t('keys.limit') : undefined),
  });
  if (token !== null) return <NewKey token={token} onClose={onClose} />;
  return (
    <RecordDialog
      title={t(whose === 'mine' ? 'keys.createMine' : 'keys.createOurs')}
      description={t(whose === 'mine' ? 'keys.mineText' : 'keys.oursText')}
      editing={editing}
      fields={fields}
      onClose={onClose}
    />
  );
}

function useFields(whose: Whose): RecordField[] {
  const { t } = useTranslation('organization');
  const cities = useQuery(citiesQuery);
  const own = useProfile().cities;
  const open = (cities.data ?? []).filter(
    ({ name }) => whose === 'ours' || own.length === 0 || own.includes(name),
  );
  return [
    {
      name: 'name',
      label: t('keys.name'),
      hint: t('keys.nameHint'),
      kind: 'text',
      minLength: 2,
      maxLength: 100,
      required: true,
    },
    {
      name: 'end',
      label: t('keys.end'),
      kind: 'select',
      options: lifetimes.map((value) => ({ value, label: t(`keys.endIn.${value}`) })),
      required: true,
    },
    {
      name: 'permissions',
      label: t('keys.permissions'),
      kind: 'own',
      group: true,
      required: true,
      wide: true,
      render: (field) => <Permissions field={field} />,
    },
    {
      name: 'cities',
      label: t('keys.cities'),
      hint: t('keys.citiesHint'),
      kind: 'many',
      options: open.map(({ name }) => ({ value: name, label: name })),
      source: cities,
    },
    {
      name: 'ipAllow',
      label: t('keys.addresses'),
      hint: t('keys.addressesHint'),
      kind: 'own',
      render: ({ value, ...field }) => (
        <Textarea {...field} value={typeof value === 'string' ? value : ''} rows={2} spellCheck={false} />
      ),
    },
  ];
}

/** Each box has its own words; those of the field are the group's. */
const ungrouped = {
  'aria-labelledby': undefined,
  'aria-describedby': undefined,
  'aria-invalid': undefined,
  'aria-required': undefined,
};

/** What a key may be given and the person has himself, in the order of the matrix. */
function Permissions({ field }: { field: OwnField }) {
  const can = useCan();
  const label = usePermissionLabel();
  const { data } = useQuery(roleMatrixQuery);
  const { 'aria-required': _required, ...group } = useFieldControl();
  const chosen = Array.isArray(field.value) ? field.value : [];
  return (
    <div role="group" {...group} className="grid gap-x-4 sm:grid-cols-2">
      {(data?.keyPermissions ?? []).filter(can).map((permission) => (
        <Checkbox
          key={permission}
          {...ungrouped}
          checked={chosen.includes(permission)}
          onBlur={field.onBlur}
          onChange={({ target }) => {
            field.onChange(
              target.checked ? [...chosen, permission] : chosen.filter((other) => other !== permission),
            );
          }}
        >
          {label(permission)}
        </Checkbox>
      ))}
    </div>
  );
}
