import { useTranslation } from '@/shared/i18n';
import { useTimeZoneOptions } from '@/shared/lib/use-time-zone-options';
import { Textarea } from '@/shared/ui/input';
import type { RecordField } from '@/shared/ui/record-fields';
import { roles } from './settings-values';

/** Fields of the two panels. */
export function useSettingsFields(): { general: RecordField[]; access: RecordField[] } {
  const { t } = useTranslation(['organization', 'common']);
  const zones = useTimeZoneOptions();
  return {
    general: [
      {
        name: 'name',
        label: t('settings.name'),
        kind: 'text',
        minLength: 2,
        maxLength: 200,
        required: true,
        wide: true,
        autoComplete: 'organization',
      },
      {
        name: 'timezone',
        label: t('settings.timezone'),
        hint: t('settings.timezoneHint'),
        kind: 'combobox',
        options: zones,
        required: true,
        wide: true,
      },
      {
        name: 'secondFactorRoles',
        label: t('settings.secondFactor'),
        hint: t('settings.secondFactorHint'),
        kind: 'many',
        options: roles.map((value) => ({ value, label: t(`common:role.${value}`) })),
        wide: true,
      },
    ],
    access: [
      {
        name: 'adminIpAllow',
        label: t('settings.addressList'),
        hint: t('settings.addressesHint'),
        kind: 'own',
        wide: true,
        render: ({ value, ...field }) => (
          <Textarea {...field} value={typeof value === 'string' ? value : ''} rows={6} spellCheck={false} />
        ),
      },
    ],
  };
}
