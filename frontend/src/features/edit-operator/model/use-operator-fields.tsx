import { useQuery } from '@tanstack/react-query';
import { minPasswordLength } from '@/entities/password';
import { citiesQuery, mastersQuery } from '@/entities/reference-list';
import { useProfile } from '@/entities/session';
import type { Operator } from '@/entities/operator';
import { useTranslation } from '@/shared/i18n';
import { emailPattern } from '@/shared/lib/email';
import type { RecordField } from '@/shared/ui/record-fields';
import { PasswordInput } from '../ui/password-input';
import { employments, roles } from './operator-values';
import type { Role } from './operator-values';

const needCities: readonly string[] = ['manager', 'master'] satisfies Role[];

interface Typed {
  role: string;
  name: string;
  login: string;
}

/** Fields of a person's form, for the role chosen in it. */
export function useOperatorFields(
  row: Operator | null,
  { role, name: typedName, login }: Typed,
): RecordField[] {
  const { t } = useTranslation(['admin', 'common']);
  const profile = useProfile();
  const cities = useQuery(citiesQuery);
  const masters = useQuery({ ...mastersQuery(), enabled: role === 'master' });
  const cityOptions = (cities.data ?? []).map(({ name }) => ({ value: name, label: name }));
  const freeMasters = (masters.data ?? []).filter(
    ({ id, operatorId }) => operatorId === null || id === row?.masterId,
  );
  // Only an owner makes an owner.
  const openRoles = roles.filter(
    (known) => known !== 'owner' || profile.role === 'owner' || row?.role === 'owner',
  );
  const isNew = row === null;
  return [
    { name: 'name', label: t('field.name'), kind: 'text', minLength: 2, maxLength: 200, required: true },
    {
      name: 'login',
      label: t('operator.login'),
      hint: t('operator.loginHint'),
      kind: 'text',
      minLength: 3,
      maxLength: 50,
      pattern: /^[A-Za-z0-9_.-]+$/,
      required: true,
    },
    {
      name: 'role',
      label: t('operator.role'),
      kind: 'select',
      options: openRoles.map((value) => ({ value, label: t(`common:role.${value}`) })),
      required: true,
    },
    {
      name: 'status',
      label: t('field.status'),
      kind: 'select',
      options: employments.map((value) => ({ value, label: t(`employment.${value}`) })),
      required: true,
    },
    {
      name: 'city',
      label: t('operator.homeCity'),
      kind: 'combobox',
      options: cityOptions,
      source: cities,
      required: true,
    },
    {
      name: 'cities',
      label: t('operator.scope'),
      hint: needCities.includes(role) ? t('operator.scopeNeeded') : t('operator.scopeHint'),
      kind: 'many',
      options: cityOptions,
      source: cities,
      required: needCities.includes(role) && !isNew,
    },
    {
      name: 'extension',
      label: t('operator.extension'),
      hint: t('operator.extensionHint'),
      kind: 'text',
      maxLength: 32,
      pattern: /^[A-Za-z0-9*#_.+-]+$/,
    },
    {
      name: 'sipAddress',
      label: t('operator.sip'),
      hint: t('operator.sipHint'),
      kind: 'text',
      maxLength: 200,
    },
    {
      name: 'email',
      label: t('operator.email'),
      kind: 'text',
      maxLength: 254,
      pattern: emailPattern,
      inputMode: 'email',
      wide: role !== 'master',
    },
    ...masterField(),
    ...passwordField(),
  ];

  function masterField(): RecordField[] {
    if (role !== 'master') return [];
    const options = freeMasters.map(({ id, name }) => ({ value: String(id), label: name }));
    const hint = t('operator.masterHint');
    return [
      { name: 'masterId', label: t('operator.masterRow'), hint, kind: 'combobox', options, source: masters },
    ];
  }

  /** One changes his own password in the profile, by showing the present one. */
  function passwordField(): RecordField[] {
    if (row?.id === profile.id) return [];
    return [
      {
        name: 'password',
        label: isNew ? t('operator.firstPassword') : t('operator.newPassword'),
        hint: isNew
          ? t('operator.passwordHint', { count: minPasswordLength })
          : t('operator.newPasswordHint', { count: minPasswordLength }),
        kind: 'own',
        minLength: minPasswordLength,
        required: isNew,
        wide: true,
        render: (field) => (
          <PasswordInput field={field} words={[login, typedName, profile.organization.name]} />
        ),
      },
    ];
  }
}
