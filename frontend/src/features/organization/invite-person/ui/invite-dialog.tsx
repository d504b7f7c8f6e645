import { CircleX } from 'lucide-react';
import { useId, useState } from 'react';
import type { IssuedInvitation } from '@/entities/invitation';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Dialog } from '@/shared/ui/dialog';
import { useInviteForm } from '../model/use-invite-form';
import { DeliveryFields } from './delivery-fields';
import { EmploymentFields } from './employment-fields';
import { IssuedDialog } from './issued-dialog';

/** Whom to invite, as what, and how the link gets to him. Closing asks before typed text is lost. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['invitations', 'common']);
  const formId = useId();
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const { form, delivery, offersLetter, submit } = useInviteForm(setIssued);
  const { errors, isSubmitting, isDirty } = form.formState;
  if (issued !== null) return <IssuedDialog invitation={issued} onClose={onClose} />;
  const close = (): void => {
    if (isDirty) setIsLeaving(true);
    else onClose();
  };
  return (
    <>
      <Dialog
        open
        onClose={close}
        title={t('title')}
        width={640}
        footer={
          <span className="ms-auto flex gap-2">
            <Button onClick={close}>{t('common:action.cancel')}</Button>
            <Button type="submit" form={formId} intent="primary" busy={isSubmitting}>
              {t('send')}
            </Button>
          </span>
        }
      >
        <form
          id={formId}
          noValidate
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {errors.root?.message !== undefined && (
            <Banner hue="danger" icon={CircleX}>
              {errors.root.message}
            </Banner>
          )}
          <EmploymentFields form={form} />
          <DeliveryFields form={form} delivery={delivery} offersLetter={offersLetter} />
        </form>
      </Dialog>
      <ConfirmDialog
        open={isLeaving}
        danger
        title={t('discardTitle')}
        text={<p>{t('discardText')}</p>}
        confirmLabel={t('discard')}
        onConfirm={onClose}
        onClose={() => {
          setIsLeaving(false);
        }}
      />
    </>
  );
}
