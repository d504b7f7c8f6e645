import { CircleX } from 'lucide-react';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import type { RegisterOptions } from 'react-hook-form';
import type { MailAccount } from '@/entities/letter';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { spacedEmailPattern } from '@/shared/lib/email';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { SecretInput } from '@/shared/ui/secret-input';
import { Select } from '@/shared/ui/select';
import { notify } from '@/shared/ui/toast';
import { useSetMailServer } from '../api/mail-server-writes';
import { fields, securities, toDraft, toValues, usualPort } from '../model/server-values';
import type { FieldName, Values } from '../model/server-values';

interface MailServerDialogProps {
  own: MailAccount['own'];
  onClose: () => void;
}

/** The organisation's own SMTP server. Its password is never shown; an empty field leaves it. */
export function MailServerDialog({ own, onClose }: MailServerDialogProps) {
  const { t } = useTranslation(['mail', 'common']);
  const formId = useId();
  const set = useSetMailServer();
  const rules = useRules();
  const words = useRefusalWords();
  const form = useForm<Values>({ defaultValues: toValues(own), mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;
  const save = async (values: Values): Promise<void> => {
    try {
      await set.mutateAsync(toDraft(values, own));
      notify({ kind: 'success', text: t('own.saved') });
      onClose();
    } catch (error) {
      for (const { name, message } of words(error)) form.setError(name, { message }, { shouldFocus: true });
    }
  };
  const hintOf = (name: FieldName): string | undefined => {
    if (name === 'host') return t('own.hostHint');
    if (name !== 'password') return undefined;
    return own?.hasPassword === true ? t('own.passwordKept') : t('own.passwordNew');
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('own.title')}
      width={640}
      footer={
        <span className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={formId} intent="primary" busy={isSubmitting}>
            {t('common:action.save')}
          </Button>
        </span>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-x-3 gap-y-2 sm:grid-cols-2"
        onSubmit={(event) => {
          void form.handleSubmit(save)(event);
        }}
      >
        {errors.root?.message !== undefined && (
          <div className="sm:col-span-2">
            <Banner hue="danger" icon={CircleX}>
              {errors.root.message}
            </Banner>
          </div>
        )}
        {fields.map(({ name, required, ...attributes }) => (
          <Field
            key={name}
            label={t(`own.${name}`)}
            required={required}
            error={errors[name]?.message}
            hint={hintOf(name)}
          >
            {name === 'security' ? (
              <Controller
                control={form.control}
                name="security"
                render={({ field }) => (
                  <Select
                    value={field.value}
                    onBlur={field.onBlur}
                    onChange={(security) => {
                      field.onChange(security);
                      if (!form.getFieldState('port').isDirty) form.setValue('port', usualPort[security]);
                    }}
                    options={securities.map((value) => ({ value, label: t(`own.securities.${value}`) }))}
                  />
                )}
              />
            ) : name === 'password' ? (
              <SecretInput {...form.register(name)} autoComplete="off" maxLength={500} />
            ) : (
              <Input
                {...form.register(name, rules[name])}
                {...attributes}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </Field>
        ))}
      </form>
    </Dialog>
  );
}

function useRules(): Partial<Record<FieldName, RegisterOptions<Values>>> {
  const { t } = useTranslation('errors');
  const required = t('field.required');
  return {
    host: { required },
    port: {
      required,
      validate: (value) => (/^\d{1,5}$/.test(value) && Number(value) > 0) || t('field.out_of_range'),
    },
    fromAddress: {
      required,
      pattern: { value: spacedEmailPattern, message: t('field.invalid_value') },
    },
  };
}

interface Refusal {
  name: FieldName | 'root';
  message: string;
}

function useRefusalWords(): (error: unknown) => Refusal[] {
  const { t } = useTranslation('mail');
  return (error) => {
    if (!(error instanceof ApiProblem)) return [{ name: 'root', message: problemText(error) }];
    if (error.code === 'step_up_required') return [{ name: 'root', message: t('own.stepUp') }];
    if (error.code === 'stale_version') return [{ name: 'root', message: t('own.stale') }];
    const named = error.errors.flatMap((fault): Refusal[] => {
      const field = fields.find(({ name }) => name === fault.field);
      if (field === undefined) return [];
      if (field.name === 'host') return [{ name: 'host', message: t('own.hostRefused') }];
      if (field.name === 'security') return [{ name: 'security', message: t('own.plainPassword') }];
      return [{ name: field.name, message: fieldFaultText(fault) }];
    });
    return named.length > 0 ? named : [{ name: 'root', message: problemText(error) }];
  };
}
