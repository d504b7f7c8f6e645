import { addDays, startOfDay } from '../../src/platform/time.js';

/** The list of orders, read the slow and plain way from all rows: what the API's list is held against. */
export interface NaiveOrder {
  readonly id: number;
  readonly rk: string;
  readonly city: string;
  readonly avitoName: string | null;
  readonly phone: string;
  readonly typeOrder: string;
  readonly typeEquipment: string;
  readonly clientName: string;
  readonly address: string;
  readonly statusOrder: string;
  readonly operatorNameId: number;
  readonly masterId: number | null;
  readonly createDate: Date;
  readonly dateMeeting: Date;
  readonly closingData: Date | null;
}

export interface NaiveQuery {
  readonly status?: string;
  readonly isOpen?: boolean;
  readonly isLate?: boolean;
  readonly withoutMaster?: boolean;
  readonly city?: string;
  readonly rk?: string;
  readonly operatorId?: number | undefined;
  readonly masterId?: number | undefined;
  readonly typeOrder?: string;
  readonly typeEquipment?: string;
  readonly avitoName?: string;
  readonly dateType: 'create' | 'meeting' | 'close';
  readonly dateFrom?: string | undefined;
  readonly dateTo?: string | undefined;
  readonly search?: string;
  readonly sortBy: 'priority' | 'createDate' | 'dateMeeting' | 'closingData';
  readonly sortOrder: 'asc' | 'desc';
  readonly limit: number;
}

export interface NaiveReader {
  readonly role: string;
  readonly masterId: number | null;
  readonly cities: readonly string[] | null;
  readonly now: Date;
  readonly zones: Readonly<Record<string, string>>;
}

const OPEN = ['new', 'assigned', 'on_the_way', 'in_progress', 'workshop'];
const HOME_ZONE = 'Europe/Moscow';
const TWO_WEEKS_MS = 14 * 86_400_000;

/** Ids in the order of the list. */
export const naiveList = (orders: readonly NaiveOrder[], query: NaiveQuery, reader: NaiveReader): number[] =>
  orders
    .filter((order) => isReached(order, reader))
    .filter((order) => isEqual(order, query) && isInState(order, query, reader.now))
    .filter((order) => isInRange(order, query, reader))
    .filter((order) => query.search === undefined || isFound(order, query.search, reader.role))
    .sort(comparison(query))
    .map(({ id }) => id);

function isReached(order: NaiveOrder, { role, masterId, cities, now }: NaiveReader): boolean {
  if (role !== 'master') return cities === null || cities.includes(order.city);
  const isRecent = order.closingData === null || now.getTime() - order.closingData.getTime() < TWO_WEEKS_MS;
  return order.masterId === masterId && isRecent;
}

function isEqual(order: NaiveOrder, query: NaiveQuery): boolean {
  const pairs: [unknown, unknown][] = [
    [query.status, order.statusOrder],
    [query.city, order.city],
    [query.rk, order.rk],
    [query.operatorId, order.operatorNameId],
    [query.masterId, order.masterId],
    [query.typeOrder, order.typeOrder],
    [query.typeEquipment, order.typeEquipment],
    [query.avitoName, order.avitoName],
  ];
  return pairs.every(([wanted, value]) => wanted === undefined || wanted === value);
}

function isInState(order: NaiveOrder, { isOpen, isLate, withoutMaster }: NaiveQuery, now: Date): boolean {
  const isBegun = !['new', 'assigned', 'on_the_way'].includes(order.statusOrder);
  const pairs: [boolean | undefined, boolean][] = [
    [isOpen, OPEN.includes(order.statusOrder)],
    [isLate, !isBegun && order.dateMeeting < now],
    [withoutMaster, order.masterId === null],
  ];
  return pairs.every(([wanted, value]) => wanted === undefined || wanted === value);
}

function isInRange(order: NaiveOrder, query: NaiveQuery, reader: NaiveReader): boolean {
  const { dateType, dateFrom, dateTo } = query;
  if (dateFrom === undefined || dateTo === undefined) return true;
  const at = { create: order.createDate, meeting: order.dateMeeting, close: order.closingData }[dateType];
  const zone = dateType === 'meeting' ? meetingZone(query, reader) : HOME_ZONE;
  return at !== null && at >= startOfDay(dateFrom, zone) && at < startOfDay(addDays(dateTo, 1), zone);
}

function meetingZone({ city }: NaiveQuery, { cities, zones }: NaiveReader): string {
  const only = city ?? (cities?.length === 1 ? cities[0] : undefined);
  return zones[only ?? ''] ?? HOME_ZONE;
}

function isFound(order: NaiveOrder, search: string, role: string): boolean {
  const digits = search.replace(/\D/g, '');
  if (/^\+?[\d\s-]+$/.test(search)) {
    if (digits.length >= 11) return order.phone === `+${digits}`;
    const mayEnd = digits.length >= 4 && (role !== 'viewer' || digits.length === 4);
    return order.id === Number(digits) || (mayEnd && order.phone.endsWith(digits));
  }
  const text = `${order.clientName} ${order.address}`.toLowerCase();
  return search
    .toLowerCase()
    .split(' ')
    .every((word) => text.includes(word));
}

type Keys = readonly number[];

function comparison({ sortBy, sortOrder }: NaiveQuery): (a: NaiveOrder, b: NaiveOrder) => number {
  const sign = sortOrder === 'asc' ? 1 : -1;
  const keysOf = (order: NaiveOrder): Keys => {
    const { id, createDate, dateMeeting, closingData } = order;
    if (sortBy === 'createDate') return [sign * createDate.getTime(), sign * id];
    if (sortBy === 'dateMeeting') return [sign * dateMeeting.getTime(), sign * id];
    const closed = closingData?.getTime();
    if (sortBy === 'closingData')
      return closed === undefined
        ? [1, sign * createDate.getTime(), sign * id]
        : [0, sign * closed, sign * id];
    return closed === undefined
      ? [OPEN.indexOf(order.statusOrder), dateMeeting.getTime(), id]
      : [OPEN.length, -closed, -id];
  };
  return (a, b) => compareKeys(keysOf(a), keysOf(b));
}

function compareKeys(a: Keys, b: Keys): number {
  const index = a.findIndex((key, position) => key !== b[position]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
