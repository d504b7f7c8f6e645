import { useQuery } from '@tanstack/react-query';
import { isFinal, ordersOfPhoneQuery } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useDebounced } from '@/shared/lib/use-debounced';

export interface EarlierOrders {
  total: number;
  latest: Order | null;
  /** Visits of this client that are not over. */
  open: readonly Order[];
}

const none: EarlierOrders = { total: 0, latest: null, open: [] };

/** What this client has ordered before, as far as the person may see; nothing until the number is whole. */
export function useEarlierOrders(phone: string): EarlierOrders {
  const digits = useDebounced(wholeNumber(phone));
  const { data } = useQuery({ ...ordersOfPhoneQuery(digits ?? ''), enabled: digits !== null });
  if (digits === null || data === undefined) return none;
  return {
    total: data.pagination.total,
    latest: data.data[0] ?? null,
    open: data.data.filter(({ statusOrder }) => !isFinal(statusOrder)),
  };
}

/** Eleven digits of a Russian number in any usual writing; null for anything else, hidden and masked ones included. */
export function wholeNumber(phone: string): string | null {
  if (/[^\d\s()+.-]/.test(phone)) return null;
  const digits = phone.replace(/\D/g, '');
  if (digits.length === 10) return `7${digits}`;
  return /^[78]\d{10}$/.test(digits) ? `7${digits.slice(1)}` : null;
}
