/** Words of an order as they stand in the database and on the wire. */
export const ORDER_STATUSES = [
  'new',
  'assigned',
  'on_the_way',
  'in_progress',
  'workshop',
  'completed',
  'refused',
  'not_an_order',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** In the order of the list: an open order's rank is its place here. */
export const OPEN_STATUSES = ['new', 'assigned', 'on_the_way', 'in_progress', 'workshop'] as const;
/** The master has not begun: past its meeting's time such an order is late. */
export const BEFORE_VISIT_STATUSES = ['new', 'assigned', 'on_the_way'] as const;
export const FINAL_STATUSES = ['completed', 'refused', 'not_an_order'] as const;

export const TYPE_ORDERS = ['first_time', 'repeat', 'warranty'] as const;
export type TypeOrder = (typeof TYPE_ORDERS)[number];

export const TYPE_EQUIPMENTS = ['kp', 'bt', 'mnch'] as const;
export type TypeEquipment = (typeof TYPE_EQUIPMENTS)[number];

export const isFinal = (status: OrderStatus): boolean =>
  (FINAL_STATUSES as readonly string[]).includes(status);

/** Closed without a visit that counts: no money, no seat in the slot. */
export const isRefusal = (status: OrderStatus): boolean => status === 'refused' || status === 'not_an_order';

/** All of an order that its card and its rules look at. Money is roubles with at most two decimals. */
export interface OrderRow {
  readonly id: number;
  readonly organizationId: number;
  readonly rk: string;
  readonly city: string;
  /** IANA zone of the city, in which its slots are cut. */
  readonly cityTimezone: string;
  readonly avitoName: string | null;
  readonly phone: string;
  readonly typeOrder: TypeOrder;
  readonly clientName: string;
  readonly address: string;
  readonly dateMeeting: Date;
  readonly typeEquipment: TypeEquipment;
  readonly problem: string;
  readonly statusOrder: OrderStatus;
  readonly reason: string | null;
  readonly masterId: number | null;
  readonly masterName: string | null;
  /** Employment of a master who signs in. */
  readonly masterOperatorId: number | null;
  readonly result: number | null;
  readonly expenditure: number | null;
  readonly clean: number | null;
  readonly masterChange: number | null;
  readonly prepayment: number | null;
  readonly dateCloseWorkshop: Date | null;
  readonly comment: string | null;
  readonly operatorNameId: number;
  readonly operatorName: string;
  readonly createDate: Date;
  readonly closingData: Date | null;
  readonly chatId: string | null;
  readonly isOverbooked: boolean;
  readonly callIds: readonly number[];
  readonly version: number;
}

/** What a write changes in the row of an order; absent keeps, null clears. */
export type OrderChange = Partial<
  Omit<
    OrderRow,
    | 'id'
    | 'organizationId'
    | 'cityTimezone'
    | 'masterName'
    | 'masterOperatorId'
    | 'operatorNameId'
    | 'operatorName'
    | 'createDate'
    | 'callIds'
    | 'version'
    | 'chatId'
  > & { readonly slotPlace: number | null; readonly deletedAt: Date }
>;
