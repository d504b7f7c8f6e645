import type { Call, RingBrief } from '@/entities/call';
import type { OrderPrefill } from '@/features/order-form';

/** What a call tells of the order: the person only confirms it. Absent fields are unknown. */
export function orderPrefill(call: Call, brief: RingBrief | null): OrderPrefill {
  const clientName = brief?.clientName ?? call.clientName;
  const avitoName = brief?.avitoName ?? call.avitoName;
  const earlierOrders = brief?.orders.total ?? call.orders.length;
  return {
    phone: call.phoneClient ?? '',
    typeOrder: typeOrderOf(brief, earlierOrders),
    ...known('clientName', clientName),
    ...known('address', brief?.address ?? null),
    ...known('city', call.city),
    ...known('rk', call.rk),
    ...known('avitoName', avitoName),
  };
}

/** Work under warranty is offered as such; a client with orders as a repeat. */
function typeOrderOf(brief: RingBrief | null, earlierOrders: number): NonNullable<OrderPrefill['typeOrder']> {
  if (brief?.reasons.some(({ kind }) => kind === 'warranty') === true) return 'warranty';
  return earlierOrders > 0 ? 'repeat' : 'first_time';
}

function known<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
