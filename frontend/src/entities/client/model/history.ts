import type { Client, ClientCall, ClientOrder } from '../api/client.queries';

/** One contact of a client. `at` is its instant. */
export type Contact =
  { kind: 'call'; at: string; call: ClientCall } | { kind: 'order'; at: string; order: ClientOrder };

/** Calls and orders in one row, newest first. */
export function contactsOf({ calls, orders }: Pick<Client, 'calls' | 'orders'>): Contact[] {
  return [
    ...calls.map((call): Contact => ({ kind: 'call', at: call.dateCreate, call })),
    ...orders.map((order): Contact => ({ kind: 'order', at: order.createDate, order })),
  ].toSorted((one, other) => other.at.localeCompare(one.at));
}
