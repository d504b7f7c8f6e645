import { useQuery } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import { ProofFields, secondFactorQuery, useProofForm } from '@/entities/second-factor';
import type { Proof } from '@/entities/second-factor';
import type { ProofAsk } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { useStepUp } from '../api/step-up';

/** Password, and the code of those who have one. The field that was typed in before has the focus again afterwards. */
export function ConfirmIdentityDialog({ settle, focused }: ProofAsk) {
  const { t } = useTranslation(['factor', 'common']);
  const id = useId();
  const stepUp = useStepUp();
  const factor = useQuery(secondFactorQuery);
  const { form, refuse } = useProofForm();
  const hasFactor = factor.data !== undefined && factor.data.enabledAt !== null;
  useReturnedFocus(focused);

  const prove = async ({ password, code }: Proof): Promise<void> => {
    try {
      await stepUp.mutateAsync({ password, ...(hasFactor && { code: code.trim() }) });
      settle(true);
    } catch (error) {
      // The code was asked for: the page did not know yet that there is one.
      if (refuse(error).some(({ field }) => field === 'code')) void factor.refetch();
    }
  };
  return (
    <Dialog
      open
      onClose={() => {
        settle(false);
      }}
      title={t('confirm.title')}
      description={t('confirm.why')}
      footer={
        <div className="ms-auto flex gap-2">
          <Button
            onClick={() => {
              settle(false);
            }}
          >
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" form={id} intent="primary" busy={form.formState.isSubmitting}>
            {t('confirm.submit')}
          </Button>
        </div>
      }
    >
      <form
        id={id}
        noValidate
        aria-label={t('confirm.title')}
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          // What is under the dialog may be a form too, and hears of what its children send.
          event.stopPropagation();
          void form.handleSubmit(prove)(event);
        }}
      >
        <ProofFields form={form} hasCode={hasFactor} />
      </form>
    </Dialog>
  );
}

/** Whatever had the focus before has it again when this is gone. */
function useReturnedFocus(focused: Element | null): void {
  useEffect(
    () => () => {
      setTimeout(() => {
        if (focused instanceof HTMLElement) giveFocus(focused);
      });
    },
    [focused],
  );
}

/** A button that is busy with the request takes the focus once it can, unless the person has gone on. */
function giveFocus(element: HTMLElement): void {
  element.focus();
  if (!element.matches(':disabled')) return;
  const observer = new MutationObserver(() => {
    if (element.matches(':disabled')) return;
    observer.disconnect();
    if (document.activeElement === document.body) element.focus();
  });
  observer.observe(element, { attributes: true, attributeFilter: ['disabled'] });
}
