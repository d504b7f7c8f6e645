import { orderStatuses, typeEquipments } from '@/entities/order';
import {
  choiceField,
  choicesField,
  dayField,
  defineUrlState,
  idField,
  optionField,
  textField,
} from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';

/** Lists that have a name; each is an address. */
export const orderViews = ['open', 'today', 'unassigned', 'late', 'workshop', 'closed', 'all'] as const;
export type OrderView = (typeof orderViews)[number];

export const dateKinds = ['meeting', 'create', 'close'] as const;
export type DateKind = (typeof dateKinds)[number];

export const columnIds = [
  'status',
  'meeting',
  'client',
  'phone',
  'city',
  'address',
  'problem',
  'kind',
  'master',
  'result',
  'rk',
  'source',
  'operator',
  'created',
  'closed',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** What the mock-up shows; the rest of the domain sheet's columns are one press away. */
const shownAtFirst: readonly ColumnId[] = [
  'status',
  'meeting',
  'client',
  'phone',
  'address',
  'problem',
  'master',
  'result',
  'rk',
];

/** What of the list of orders lives in its address. */
export const ordersUrl = defineUrlState({
  view: optionField(orderViews, 'open'),
  search: textField(),
  city: textField(),
  rk: textField(),
  status: choiceField(orderStatuses),
  masterId: idField(),
  typeEquipment: choiceField(typeEquipments),
  dateType: optionField(dateKinds, 'meeting'),
  from: dayField(),
  to: dayField(),
  sortBy: optionField(['priority', 'createDate', 'dateMeeting', 'closingData'] as const, 'priority'),
  sortOrder: optionField(['desc', 'asc'] as const, 'desc'),
  columns: choicesField(columnIds),
  slotCity: textField(),
  slotDay: dayField(),
});

export type OrdersUrl = UrlValues<typeof ordersUrl>;
export type OrderFilters = Pick<
  OrdersUrl,
  'view' | 'search' | 'city' | 'rk' | 'status' | 'masterId' | 'typeEquipment' | 'dateType' | 'from' | 'to'
>;
export type SortBy = OrdersUrl['sortBy'];

export const noFilters = {
  search: '',
  city: '',
  rk: '',
  status: null,
  masterId: null,
  typeEquipment: null,
  from: null,
  to: null,
} satisfies Partial<OrdersUrl>;

/** A search, a status or days of one's own say more than a named list, so they look among all orders. */
export function viewOf({ view, search, status, from, to }: OrderFilters): OrderView {
  return search !== '' || status !== null || from !== null || to !== null ? 'all' : view;
}

export function isNarrowed(filters: OrderFilters): boolean {
  return Object.entries(noFilters).some(([name, empty]) => filters[name as keyof typeof noFilters] !== empty);
}

export function shownColumns(chosen: readonly ColumnId[]): readonly ColumnId[] {
  return chosen.length === 0 ? shownAtFirst : chosen;
}
