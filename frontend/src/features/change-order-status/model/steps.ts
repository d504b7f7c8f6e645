import { isFinal } from '@/entities/order';
import type { OrderStatusCode } from '@/entities/order';

/** Statuses that need words, sums or a date before they can be set. */
const asking: readonly OrderStatusCode[] = ['new', 'workshop', 'completed', 'refused', 'not_an_order'];

/** The way of a visit, for telling steps ahead from steps back. */
const way: readonly OrderStatusCode[] = [
  'new',
  'assigned',
  'on_the_way',
  'in_progress',
  'workshop',
  'completed',
];

export function needsDialog(status: OrderStatusCode): boolean {
  return asking.includes(status);
}

export interface OfferedSteps {
  /** The one button of the zone. */
  main: OrderStatusCode | null;
  ahead: readonly OrderStatusCode[];
  /** Refusals and steps back. */
  quiet: readonly OrderStatusCode[];
}

/** Sorts what the server allows: the next step on the way is the main one. Nothing is offered that it does not allow. */
export function offeredSteps(from: OrderStatusCode, allowed: readonly OrderStatusCode[]): OfferedSteps {
  if (isFinal(from)) return { main: null, ahead: [], quiet: allowed };
  const at = way.indexOf(from);
  const ahead = way.filter((status, place) => place > at && allowed.includes(status));
  const main = ahead.find((status) => status !== 'workshop') ?? ahead[0] ?? null;
  return {
    main,
    ahead: ahead.filter((status) => status !== main),
    quiet: allowed.filter((status) => !ahead.includes(status)),
  };
}
