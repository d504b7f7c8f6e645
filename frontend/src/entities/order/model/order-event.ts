import type { LiveEventMap } from '@/shared/api';
import type { Order } from './order';

/** An order as events carry it: the facts, without what each person may do to it. */
export type OrderFacts = Omit<Order, 'allowedStatuses' | 'abilities'>;

export interface OrderNews {
  id: number;
  /** Null: the order has left what this person sees. */
  order: OrderFacts | null;
}

/** Reads the data of a live event; null when it is not of the shape this version knows. */
export function readOrderNews(data: LiveEventMap['order.created' | 'order.updated']): OrderNews | null {
  const { id, order } = data;
  if (order === null) return { id, order };
  return isOrder(order) ? { id, order } : null;
}

/** The server wrote it by the contract; this only tells its kind from another. */
function isOrder(value: unknown): value is OrderFacts {
  return typeof value === 'object' && value !== null && 'statusOrder' in value && 'version' in value;
}
