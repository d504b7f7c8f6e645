import { useTranslation } from '@/shared/i18n';
import { isErasedPhone } from '@/shared/lib/erased-phone';
import { useFormat } from '@/shared/lib/use-format';

interface Caller {
  clientName: string | null;
  phoneClient: string | null;
}

/** Two lines that name a caller: his name and number, or the number and that he is new, or that it is hidden or erased. */
export function useClientWords(): (caller: Caller) => { name: string; note: string } {
  const { t } = useTranslation(['calls', 'common']);
  const format = useFormat();
  return ({ clientName, phoneClient }) => {
    if (phoneClient === null) return { name: clientName ?? t('client.hidden'), note: t('client.noCard') };
    const phone = format.phone(phoneClient);
    if (isErasedPhone(phoneClient)) return { name: t('common:client.erased'), note: phone };
    return clientName === null ? { name: phone, note: t('client.new') } : { name: clientName, note: phone };
  };
}
