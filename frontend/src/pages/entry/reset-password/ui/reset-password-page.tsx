import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { minPasswordLength, NewPasswordField, useNewPasswordRules } from '@/entities/password';
import { isLinkFault, LinkFault, useLinkToken } from '@/features/entry/open-link';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFirstField } from '@/shared/lib/use-first-field';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { EntryPage } from '@/shared/ui/entry-page';
import { resetLinkQuery, useResetPassword } from '../api/reset-password';

/** Sets a new password by the link of a letter. Nobody is signed in by it. */
export function ResetPasswordPage() {
  const token = useLinkToken();
  return token === null ? <Dead error={null} /> : <ByLink token={token} />;
}

function ByLink({ token }: { token: string }) {
  const { t } = useTranslation('account');
  const link = useQuery(resetLinkQuery(token));
  const reset = useResetPassword();
  const fault = [reset.error, link.error].find(isLinkFault);
  if (reset.isSuccess) return <Done />;
  if (fault !== undefined) return <Dead error={fault} />;
  return (
    <EntryPage title={t('reset.title')} text={t('reset.text')}>
      <PasswordForm
        save={async (newPassword) => {
          await reset.mutateAsync({ token, newPassword });
        }}
      />
    </EntryPage>
  );
}

function PasswordForm({ save }: { save: (newPassword: string) => Promise<void> }) {
  const { t } = useTranslation('account');
  const formRef = useFirstField();
  const form = useForm({ defaultValues: { newPassword: '' } });
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });
  const rules = useNewPasswordRules(minPasswordLength);
  const { errors, isSubmitting } = form.formState;
  const submit = async ({ newPassword }: { newPassword: string }): Promise<void> => {
    try {
      await save(newPassword);
    } catch (error) {
      const [fault] = error instanceof ApiProblem ? error.errors : [];
      if (fault === undefined) form.setError('root', { message: problemText(error) });
      else form.setError('newPassword', { message: fieldFaultText(fault) }, { shouldFocus: true });
    }
  };
  return (
    <form
      ref={formRef}
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        void form.handleSubmit(submit)(event);
      }}
    >
      {errors.root?.message !== undefined && (
        <Banner hue="danger" icon={CircleX}>
          {errors.root.message}
        </Banner>
      )}
      <NewPasswordField
        {...form.register('newPassword', rules)}
        size="lg"
        error={errors.newPassword?.message}
        typed={newPassword}
        // Whose link it is, the page is not told.
        words={[]}
        minLength={minPasswordLength}
      />
      <Button type="submit" intent="primary" size="lg" block busy={isSubmitting}>
        {t('reset.submit')}
      </Button>
    </form>
  );
}

function Done() {
  const { t } = useTranslation('account');
  return (
    <EntryPage title={t('reset.doneTitle')} text={<p role="status">{t('reset.doneText')}</p>}>
      <ButtonLink to={paths.login} intent="primary" size="lg" block>
        {t('reset.signIn')}
      </ButtonLink>
    </EntryPage>
  );
}

function Dead({ error }: { error: ApiProblem | null }) {
  const { t } = useTranslation('account');
  return (
    <LinkFault error={error}>
      <ButtonLink to={paths.forgotPassword} intent="primary" size="lg" block>
        {t('reset.again')}
      </ButtonLink>
      <ButtonLink to={paths.login} intent="ghost" size="lg" block>
        {t('link.toSignIn')}
      </ButtonLink>
    </LinkFault>
  );
}
