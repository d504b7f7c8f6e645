import type { Call, RingBrief } from '@/entities/call';
import type { OrderPrefill } from '@/features/order-form';

/** What a call tells of the order: the person only confirms it. Absent fields are unknown. */
export function orderPrefill(call: Call, brief: RingBrief | null): OrderPrefill {
  const clientName = brief?.clientName ?? call.clientName;
  const avitoName = brief?.avitoName ?? call.avitoName;
  return {
    phone: call.phoneClient ?? '',
    ...known('clientName', clientName),
    ...known('address', brief?.address ?? null),
    ...known('city', call.city),
    ...known('rk', call.rk),
    ...known('avitoName', avitoName),
  };
}

function known<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
