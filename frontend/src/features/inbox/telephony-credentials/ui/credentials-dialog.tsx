import { CircleX } from 'lucide-react';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { notify } from '@/shared/ui/toast';
import { useSetCredentials } from '../api/set-credentials';

const names = ['apiKey', 'apiSalt'] as const;
type Values = Record<(typeof names)[number], string>;

interface CredentialsDialogProps {
  account: { id: number; apiKeyTail: string };
  onClose: () => void;
}

/** New key and salt of a telephony account. What is there is never shown; an empty field leaves it. */
export function CredentialsDialog({ account, onClose }: CredentialsDialogProps) {
  const { t } = useTranslation(['admin', 'common', 'errors']);
  const formId = useId();
  const setCredentials = useSetCredentials(account.id);
  const form = useForm<Values>({ defaultValues: { apiKey: '', apiSalt: '' }, mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;
  const refuse = (error: unknown): void => {
    const faults = error instanceof ApiProblem ? error.errors : [];
    const isTaken = error instanceof ApiProblem && error.code === 'already_exists';
    for (const fault of faults) {
      const name = names.find((known) => known === fault.field);
      const message = isTaken ? t('telephony.keyTaken') : fieldFaultText(fault);
      if (name !== undefined) form.setError(name, { message }, { shouldFocus: true });
    }
    if (faults.length === 0) {
      if (isTaken) form.setError('apiKey', { message: t('telephony.keyTaken') }, { shouldFocus: true });
      else form.setError('root', { message: problemText(error) });
    }
  };
  const save = async ({ apiKey, apiSalt }: Values): Promise<void> => {
    if (apiKey === '' && apiSalt === '') {
      onClose();
      return;
    }
    try {
      await setCredentials.mutateAsync({
        ...(apiKey === '' ? {} : { apiKey }),
        ...(apiSalt === '' ? {} : { apiSalt }),
      });
      notify({ kind: 'success', text: t('telephony.saved') });
      onClose();
    } catch (error) {
      refuse(error);
    }
  };
  const check = (value: string): true | string =>
    value === '' || /^[\x21-\x7e]{8,128}$/.test(value) || t('telephony.credentialRule');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('telephony.change')}
      description={t('telephony.changeText')}
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
        onSubmit={(event) => {
          void form.handleSubmit(save)(event);
        }}
      >
        {errors.root?.message !== undefined && (
          <Banner hue="danger" icon={CircleX}>
            {errors.root.message}
          </Banner>
        )}
        {names.map((name) => (
          <Field
            key={name}
            label={t(`telephony.${name}`)}
            hint={
              name === 'apiKey'
                ? t('telephony.keyNow', { tail: account.apiKeyTail })
                : t('telephony.keepSalt')
            }
            error={errors[name]?.message}
          >
            <Input
              {...form.register(name, { validate: check })}
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={128}
            />
          </Field>
        ))}
      </form>
    </Dialog>
  );
}
