import { useTranslation } from '@/shared/i18n';
import { isErasedPhone } from '@/shared/lib/erased-phone';
import { noValue } from '@/shared/lib/format';
import type { Order } from './order';

type OfClient = Pick<Order, 'phone' | 'clientName' | 'city' | 'address' | 'problem' | 'reason'>;

export interface OrderWords {
  client: string;
  address: string;
  /** City and address. */
  place: string;
  problem: string;
  reason: string | null;
}

/** What an order says of its client; of one whose data were erased, that they were. */
export function useOrderWords(): (order: OfClient) => OrderWords {
  const { t } = useTranslation(['orders', 'common']);
  return ({ phone, clientName, city, address, problem, reason }) =>
    isErasedPhone(phone)
      ? { client: t('common:client.erased'), address: noValue, place: city, problem: noValue, reason: null }
      : { client: clientName, address, place: t('card.address', { city, address }), problem, reason };
}
