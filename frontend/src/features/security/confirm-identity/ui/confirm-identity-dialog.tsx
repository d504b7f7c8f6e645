import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useEffect, useId } from 'react';
import { useForm } from 'react-hook-form';
import { secondFactorQuery } from '@/entities/second-factor';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import type { ProofAsk } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useStepUp } from '../api/step-up';

interface Values {
  password: string;
  code: string;
}

/** Password, and the code of those who have one. The field that was typed in before has the focus again afterwards. */
export function ConfirmIdentityDialog({ settle, focused }: ProofAsk) {
  const { t } = useTranslation(['factor', 'common', 'errors']);
  const id = useId();
  const stepUp = useStepUp();
  const factor = useQuery(secondFactorQuery);
  const form = useForm<Values>({ defaultValues: { password: '', code: '' } });
  const { errors, isSubmitting } = form.formState;
  const hasFactor = factor.data !== undefined && factor.data.enabledAt !== null;
  useReturnedFocus(focused);

  const refuse = (error: unknown): void => {
    const faults = error instanceof ApiProblem ? error.errors : [];
    for (const { field, ...fault } of faults) {
      if (field !== 'password' && field !== 'code') continue;
      const wrong = field === 'password' ? t('confirm.wrongPassword') : t('confirm.wrongCode');
      const message = fault.code === 'invalid_value' ? wrong : fieldFaultText({ field, ...fault });
      form.setError(field, { message }, { shouldFocus: true });
    }
    // The code was asked for: the page did not know yet that there is one.
    if (faults.some(({ field }) => field === 'code')) void factor.refetch();
    if (faults.length === 0) form.setError('root', { message: problemText(error) });
  };
  const prove = async ({ password, code }: Values): Promise<void> => {
    try {
      await stepUp.mutateAsync({ password, ...(hasFactor && { code: code.trim() }) });
      settle(true);
    } catch (error) {
      refuse(error);
    }
  };
  const required = { required: t('errors:field.required') };
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
          <Button type="submit" form={id} intent="primary" busy={isSubmitting}>
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
        {hasFactor && (
          <Field label={t('code.any')} required hint={t('code.anyHint')} error={errors.code?.message}>
            <Input
              {...form.register('code', required)}
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={40}
            />
          </Field>
        )}
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
