import type { ComponentProps } from 'react';
import { CircleX } from 'lucide-react';
import { Controller, useForm } from 'react-hook-form';
import { useUpdateProfile } from '@/entities/session';
import type { Profile, ProfileChange } from '@/entities/session';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { useTimeZoneOptions } from '@/shared/lib/use-time-zone-options';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Combobox } from '@/shared/ui/combobox';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { LanguageChoice } from '@/shared/ui/language-choice';
import { notify } from '@/shared/ui/toast';

interface Values {
  name: string;
  locale: 'ru' | 'en';
  timezone: string;
}

const names = ['name', 'locale', 'timezone'] as const;

/** One's own name, language and time zone. Only what differs is sent. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation(['profile', 'common', 'errors']);
  const update = useUpdateProfile();
  const setLanguage = usePreferences((preferences) => preferences.setLanguage);
  const form = useForm<Values>({
    values: toValues(profile),
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const refuse = (error: unknown): void => {
    const faults = error instanceof ApiProblem ? error.errors : [];
    for (const fault of faults) {
      const name = names.find((known) => known === fault.field);
      const message = fieldFaultText(fault);
      if (name !== undefined) form.setError(name, { message }, { shouldFocus: true });
    }
    if (faults.length === 0) form.setError('root', { message: problemText(error) });
  };
  const save = async (values: Values): Promise<void> => {
    try {
      const saved = await update.mutateAsync(changeOf(values, profile));
      setLanguage(saved.locale);
      form.reset(toValues(saved));
      notify({ kind: 'success', text: t('common:state.saved') });
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <form
      noValidate
      aria-label={t('data.title')}
      className="flex max-w-120 flex-col gap-2"
      onSubmit={(event) => {
        void form.handleSubmit(save)(event);
      }}
    >
      {errors.root?.message !== undefined && (
        <Banner hue="danger" icon={CircleX}>
          {errors.root.message}
        </Banner>
      )}
      <Field label={t('data.name')} required error={errors.name?.message}>
        <Input
          {...form.register('name', {
            validate: (value) =>
              value.trim().length >= 2 ||
              (value.trim() === '' ? t('errors:field.required') : t('errors:field.too_short')),
          })}
          autoComplete="name"
          maxLength={200}
        />
      </Field>
      <Field label={t('data.language')} group error={errors.locale?.message}>
        <Controller
          control={form.control}
          name="locale"
          render={({ field }) => (
            <span>
              <LanguageChoice value={field.value} onChange={field.onChange} />
            </span>
          )}
        />
      </Field>
      <Field label={t('data.timezone')} hint={t('data.timezoneHint')} error={errors.timezone?.message}>
        <Controller
          control={form.control}
          name="timezone"
          render={({ field }) => (
            <Zones
              value={field.value}
              onBlur={field.onBlur}
              onChange={(zone) => {
                field.onChange(zone ?? profile.organization.timezone);
              }}
            />
          )}
        />
      </Field>
      <div>
        <Button type="submit" intent="primary" busy={isSubmitting} disabled={!isDirty}>
          {t('common:action.save')}
        </Button>
      </div>
    </form>
  );
}

function Zones(props: Omit<ComponentProps<typeof Combobox>, 'options'>) {
  return <Combobox {...props} options={useTimeZoneOptions()} />;
}

function toValues({ name, locale, timezone }: Profile): Values {
  return { name, locale, timezone };
}

function changeOf(values: Values, before: Profile): ProfileChange {
  const name = values.name.trim();
  return {
    ...(name === before.name ? {} : { name }),
    ...(values.locale === before.locale ? {} : { locale: values.locale }),
    ...(values.timezone === before.timezone ? {} : { timezone: values.timezone }),
  };
}
