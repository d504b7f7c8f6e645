import { typeEquipments, typeOrders } from '@/entities/order';
import type { TypeEquipment, TypeOrder } from '@/entities/order';
import type { components } from '@/shared/api';

/** What is known before the person types: from the call, the client's last order, or a pressed slot. */
export interface OrderPrefill {
  /** E.164; empty when nobody called. */
  phone: string;
  clientName?: string;
  address?: string;
  city?: string;
  rk?: string;
  avitoName?: string;
  typeEquipment?: TypeEquipment;
  typeOrder?: TypeOrder;
  /** Start of a half-hour. */
  dateMeeting?: string;
}

/** The fields as the form holds them; all are text, an empty one is not chosen yet. */
export interface OrderValues {
  clientName: string;
  phone: string;
  typeEquipment: TypeEquipment | '';
  typeOrder: TypeOrder;
  city: string;
  rk: string;
  address: string;
  dateMeeting: string;
  problem: string;
  /** Why the visit is booked beyond the capacity of its slot. */
  forceReason: string;
}

export type OrderField = keyof OrderValues;

/** Fields that must be filled, in the order of the form; the first faulty one gets the focus. */
export const requiredFields = [
  'clientName',
  'phone',
  'typeEquipment',
  'city',
  'rk',
  'address',
  'dateMeeting',
  'problem',
] as const satisfies readonly OrderField[];

export const fieldOrder: readonly OrderField[] = [...requiredFields, 'typeOrder', 'forceReason'];

/** Limits of the contract, for the keyboard; the server stays the judge. */
export const limits = {
  clientName: { min: 2, max: 200 },
  address: { min: 3, max: 500 },
  problem: { min: 3, max: 2000 },
  forceReason: { min: 1, max: 2000 },
} as const;

interface Start {
  prefill: OrderPrefill;
  draft: unknown;
  ownCity: string | null;
  pinned: Partial<OrderPrefill>;
}

/** Values to begin with: what was just pressed, else the draft, else what is known. */
export function startValues({ prefill, draft, ownCity, pinned }: Start): OrderValues {
  const known: OrderValues = {
    clientName: prefill.clientName ?? '',
    phone: prefill.phone,
    typeEquipment: prefill.typeEquipment ?? '',
    typeOrder: prefill.typeOrder ?? 'first_time',
    city: prefill.city ?? ownCity ?? '',
    rk: prefill.rk ?? '',
    address: prefill.address ?? '',
    dateMeeting: prefill.dateMeeting ?? '',
    problem: '',
    forceReason: '',
  };
  const { avitoName: _source, ...pressed } = pinned;
  return { ...known, ...readDraftValues(draft), ...pressed };
}

/** A draft may be of an earlier version of the form: only what still fits is taken. */
function readDraftValues(draft: unknown): Partial<OrderValues> {
  if (typeof draft !== 'object' || draft === null) return {};
  const kept = Object.entries(draft).filter(
    ([name, value]) => typeof value === 'string' && fieldOrder.includes(name as OrderField),
  );
  const values = Object.fromEntries(kept) as Partial<Record<OrderField, string>>;
  const { typeEquipment, typeOrder, ...texts } = values;
  const direction = typeEquipments.find((known) => known === typeEquipment);
  const kind = typeOrders.find((known) => known === typeOrder);
  return {
    ...texts,
    ...(direction === undefined ? {} : { typeEquipment: direction }),
    ...(kind === undefined ? {} : { typeOrder: kind }),
  };
}

export function filledCount(values: OrderValues): number {
  return requiredFields.filter((name) => values[name].trim() !== '').length;
}

type CreateBody = components['schemas']['CreatedOrder'];
export type NewOrder = Pick<
  CreateBody,
  | 'rk'
  | 'city'
  | 'phone'
  | 'typeOrder'
  | 'clientName'
  | 'address'
  | 'dateMeeting'
  | 'problem'
  | 'typeEquipment'
> & { avitoName?: string; callId?: number; force?: { reason: string } };

interface Source {
  avitoName?: string | undefined;
  callId?: number | undefined;
  /** The chosen slot is full and will be overbooked. */
  isForced: boolean;
}

/** The body of the request; null while the direction is not chosen, which a checked form never is. */
export function toNewOrder(values: OrderValues, { avitoName, callId, isForced }: Source): NewOrder | null {
  const { typeEquipment, forceReason, ...rest } = values;
  if (typeEquipment === '') return null;
  return {
    ...rest,
    clientName: rest.clientName.trim(),
    address: rest.address.trim(),
    problem: rest.problem.trim(),
    phone: rest.phone.trim(),
    typeEquipment,
    ...(avitoName === undefined ? {} : { avitoName }),
    ...(callId === undefined ? {} : { callId }),
    ...(isForced ? { force: { reason: forceReason.trim() } } : {}),
  };
}
