import { useForm, useWatch } from 'react-hook-form';
import { useOffersLetter } from '@/entities/invitation';
import type { IssuedInvitation } from '@/entities/invitation';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { i18n, useTranslation } from '@/shared/i18n';
import { useInvite } from '../api/invitation-writes';
import { toDraft } from './invitation-values';
import type { FieldName, Values } from './invitation-values';

/** The form of an invitation: what it starts with, how it is sent, and where a refusal is told. */
export function useInviteForm(onIssued: (invitation: IssuedInvitation) => void) {
  const invite = useInvite();
  const refusal = useRefusal();
  const offersLetter = useOffersLetter();
  const form = useForm<Values>({ defaultValues: initial(), mode: 'onTouched' });
  const wanted = useWatch({ control: form.control, name: 'delivery' });
  const delivery = offersLetter ? wanted : 'link';
  const submit = form.handleSubmit(async (values) => {
    try {
      onIssued(await invite.mutateAsync(toDraft({ ...values, delivery })));
    } catch (error) {
      for (const { name, message } of refusal(error, Object.keys(values) as FieldName[]))
        form.setError(name, { message }, { shouldFocus: true });
    }
  });
  return { form, delivery, offersLetter, submit: () => void submit() };
}

const initial = (): Values => ({
  name: '',
  role: 'operator',
  city: '',
  cities: [],
  extension: '',
  sipAddress: '',
  delivery: 'email',
  email: '',
  locale: i18n.language === 'en' ? 'en' : 'ru',
});

interface Refusal {
  name: FieldName | 'root';
  message: string;
}

function useRefusal(): (error: unknown, known: readonly FieldName[]) => Refusal[] {
  const { t } = useTranslation(['invitations', 'common']);
  return (error, known) => {
    if (!(error instanceof ApiProblem)) return [{ name: 'root', message: problemText(error) }];
    const { code, errors } = error;
    if (code === 'forbidden') return [{ name: 'role', message: t('ownerOnly') }];
    const named = errors.flatMap((fault): Refusal[] => {
      const name = known.find((candidate) => candidate === fault.field.split('.')[0]);
      if (name === undefined) return [];
      if (code !== 'already_exists') return [{ name, message: fieldFaultText(fault) }];
      return [{ name, message: name === 'email' ? t('taken') : t('common:record.taken') }];
    });
    return named.length > 0 ? named : [{ name: 'root', message: problemText(error) }];
  };
}
