import type { Call, RingBrief } from '@/entities/call';
import type { OrderPrefill } from '@/features/order-form';
import { isErasedPhone } from '@/shared/lib/erased-phone';

/** What a call tells of the order: the person only confirms it. Absent fields are unknown. */
export function orderPrefill(call: Call, brief: RingBrief | null): OrderPrefill {
  if (isErasedPhone(call.phoneClient))
    return { phone: '', ...known('city', call.city), ...known('rk', call.rk) };
  return {
    phone: call.phoneClient ?? '',
    ...known('clientName', brief?.clientName ?? call.clientName),
    ...placeOf(call, brief),
    ...known('rk', call.rk),
    ...known('avitoName', brief?.avitoName ?? call.avitoName),
  };
}

/** The address of his last order in another city would send the master to the wrong end of the country. */
function placeOf(call: Call, brief: RingBrief | null): Pick<OrderPrefill, 'city' | 'address'> {
  const city = call.city ?? brief?.addressCity ?? null;
  const address = brief !== null && brief.addressCity === city ? brief.address : null;
  return { ...known('city', city), ...known('address', address) };
}

function known<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
