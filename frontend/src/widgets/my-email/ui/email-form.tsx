import { useForm } from 'react-hook-form';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { spacedEmailPattern } from '@/shared/lib/email';
import { useFirstField } from '@/shared/lib/use-first-field';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { notify } from '@/shared/ui/toast';
import { useChangeEmail } from '../api/my-email';

/** Another address. It takes effect with its verification. */
export function EmailForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['account', 'common', 'errors']);
  const change = useChangeEmail();
  const formRef = useFirstField();
  const form = useForm({ defaultValues: { email: '' } });
  const { errors, isSubmitting } = form.formState;
  const words = (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return problemText(error);
    if (error.code === 'step_up_required') return t('email.stepUp');
    const [fault] = error.errors;
    return fault === undefined ? problemText(error) : fieldFaultText(fault);
  };
  const save = async ({ email }: { email: string }): Promise<void> => {
    try {
      await change.mutateAsync(email.trim());
      notify({ kind: 'success', text: t('email.asked') });
      onClose();
    } catch (error) {
      form.setError('email', { message: words(error) }, { shouldFocus: true });
    }
  };
  return (
    <form
      ref={formRef}
      noValidate
      aria-label={t('email.title')}
      className="flex w-full max-w-90 flex-col gap-2"
      onSubmit={(event) => {
        void form.handleSubmit(save)(event);
      }}
    >
      <Field label={t('email.new')} hint={t('email.hint')} error={errors.email?.message}>
        <Input
          {...form.register('email', {
            required: t('errors:field.required'),
            pattern: { value: spacedEmailPattern, message: t('email.wrong') },
          })}
          type="email"
          autoComplete="email"
          maxLength={254}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" intent="primary" busy={isSubmitting}>
          {t('email.save')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
