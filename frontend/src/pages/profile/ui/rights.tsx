import { Check } from 'lucide-react';
import type { Profile } from '@/entities/session';
import type { Permission } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { Icon } from '@/shared/ui/icon';

/** Keys of texts cannot hold a colon. */
type PermissionKey<Name extends Permission> = Name extends `${infer Noun}:${infer Verb}`
  ? `${Noun}_${Verb}`
  : never;

/** What one may do here, and where one is reached, in words. */
export function Rights({ profile }: { profile: Profile }) {
  const { t } = useTranslation(['profile', 'common']);
  const { role, cities, permissions, login, extension, sipAddress } = profile;
  const facts = [
    { label: t('rights.login'), value: login },
    { label: t('rights.role'), value: t(`common:role.${role}`) },
    { label: t('rights.cities'), value: cities.length === 0 ? t('rights.allCities') : cities.join(', ') },
    { label: t('rights.extension'), value: extension ?? noValue },
    { label: t('rights.sip'), value: sipAddress?.replace('sip:', '') ?? noValue },
  ];
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-4 mb-2 font-semibold">{t('rights.may')}</h3>
      <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {permissions.map((permission) => (
          <li key={permission} className="flex items-start gap-2">
            <Icon of={Check} size={14} className="mt-0.5 text-success" />
            {t(`permission.${keyOf(permission)}`)}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-12 text-ink-3">{t('rights.note')}</p>
    </>
  );
}

function keyOf(permission: Permission): PermissionKey<Permission> {
  return permission.replace(':', '_') as PermissionKey<Permission>;
}
