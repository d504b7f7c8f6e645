import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { minPasswordLength } from '@/entities/password';
import { useDisable } from '@/entities/second-factor';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import type { FieldFault } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { notify } from '@/shared/ui/toast';

interface Values {
  password: string;
  code: string;
}

/** Asks for password and a last code, and turns the second factor off. */
export function TurnOffDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['factor', 'common', 'errors']);
  const id = useId();
  const disable = useDisable();
  const form = useForm<Values>({ defaultValues: { password: '', code: '' } });
  const { errors, isSubmitting } = form.formState;
  const textOf = (fault: FieldFault): string => {
    if (fault.code === 'too_short') return t('off.passwordTooShort', { count: minPasswordLength });
    if (fault.code !== 'invalid_value') return fieldFaultText(fault);
    return fault.field === 'password' ? t('confirm.wrongPassword') : t('confirm.wrongCode');
  };
  const turnOff = async (values: Values): Promise<void> => {
    try {
      await disable.mutateAsync({ ...values, code: values.code.trim() });
      notify({ kind: 'success', text: t('off.done') });
      form.reset();
      onClose();
    } catch (error) {
      const faults = error instanceof ApiProblem ? error.errors : [];
      for (const fault of faults)
        if (fault.field === 'password' || fault.field === 'code')
          form.setError(fault.field, { message: textOf(fault) }, { shouldFocus: true });
      if (faults.length === 0) form.setError('root', { message: problemText(error) });
    }
  };
  const required = { required: t('errors:field.required') };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('off.title')}
      description={t('off.text')}
      footer={
        <div className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={id} intent="danger" busy={isSubmitting}>
            {t('off.submit')}
          </Button>
        </div>
      }
    >
      <form
        id={id}
        noValidate
        aria-label={t('off.title')}
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          void form.handleSubmit(turnOff)(event);
        }}
      >
        {errors.root?.message !== undefined && (
          <Banner hue="danger" icon={CircleAlert}>
            {errors.root.message}
          </Banner>
        )}
        <Field label={t('confirm.password')} required error={errors.password?.message}>
          <Input
            {...form.register('password', required)}
            data-first-field
            type="password"
            autoComplete="current-password"
            maxLength={256}
          />
        </Field>
        <Field label={t('code.any')} required hint={t('code.anyHint')} error={errors.code?.message}>
          <Input
            {...form.register('code', required)}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
          />
        </Field>
      </form>
    </Dialog>
  );
}
