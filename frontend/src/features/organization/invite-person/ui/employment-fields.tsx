import { useQuery } from '@tanstack/react-query';
import { Controller, useWatch } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { citiesQuery } from '@/entities/reference-list';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { Combobox, MultiCombobox } from '@/shared/ui/combobox';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { Select } from '@/shared/ui/select';
import { needCities, roles } from '../model/invitation-values';
import type { Values } from '../model/invitation-values';

/** As what the person will work. */
export function EmploymentFields({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation(['invitations', 'common', 'errors']);
  const profile = useProfile();
  const cities = useQuery(citiesQuery);
  const role = useWatch({ control: form.control, name: 'role' });
  const { errors } = form.formState;
  const required = t('errors:field.required');
  const options = (cities.data ?? []).map(({ name }) => ({ value: name, label: name }));
  const openRoles = roles.filter((known) => known !== 'owner' || profile.role === 'owner');
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
      <Field label={t('name')} required error={errors.name?.message}>
        <Input
          {...form.register('name', {
            validate: (value) =>
              value.trim().length >= 2 || (value.trim() === '' ? required : t('errors:field.too_short')),
          })}
          data-first-field
          autoComplete="off"
          maxLength={200}
        />
      </Field>
      <Field label={t('role')} required error={errors.role?.message}>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <Select
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              options={openRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
            />
          )}
        />
      </Field>
      <Field label={t('homeCity')} required error={errors.city?.message}>
        <Controller
          control={form.control}
          name="city"
          rules={{ required }}
          render={({ field }) => (
            <Combobox
              value={field.value === '' ? null : field.value}
              options={options}
              source={cities}
              onBlur={field.onBlur}
              onChange={(value) => {
                field.onChange(value ?? '');
              }}
            />
          )}
        />
      </Field>
      <Field
        label={t('scope')}
        hint={needCities.includes(role) ? t('scopeNeeded') : t('scopeHint')}
        error={errors.cities?.message}
      >
        <Controller
          control={form.control}
          name="cities"
          render={({ field }) => (
            <MultiCombobox
              values={field.value}
              options={options}
              source={cities}
              onBlur={field.onBlur}
              onChange={field.onChange}
            />
          )}
        />
      </Field>
      <Field label={t('extension')} error={errors.extension?.message}>
        <Input {...form.register('extension')} autoComplete="off" maxLength={32} />
      </Field>
      <Field label={t('sip')} error={errors.sipAddress?.message}>
        <Input {...form.register('sipAddress')} autoComplete="off" spellCheck={false} maxLength={200} />
      </Field>
    </div>
  );
}
