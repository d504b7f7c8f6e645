import { useId } from 'react';
import { minPasswordLength } from '@/entities/password';
import { ProofFields, useDisable, useProofForm } from '@/entities/second-factor';
import type { Proof } from '@/entities/second-factor';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { notify } from '@/shared/ui/toast';

/** Asks for password and a last code, and turns the second factor off. */
export function TurnOffDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['factor', 'common']);
  const id = useId();
  const disable = useDisable();
  const { form, refuse } = useProofForm((fault) =>
    fault.code === 'too_short' ? t('off.passwordTooShort', { count: minPasswordLength }) : undefined,
  );
  const turnOff = async ({ password, code }: Proof): Promise<void> => {
    try {
      await disable.mutateAsync({ password, code: code.trim() });
      notify({ kind: 'success', text: t('off.done') });
      form.reset();
      onClose();
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('off.title')}
      description={t('off.text')}
      footer={
        <div className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={id} intent="danger" busy={form.formState.isSubmitting}>
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
        <ProofFields form={form} hasCode />
      </form>
    </Dialog>
  );
}
