import type { components } from '@/shared/api';

type Order = components['schemas']['Order'];
type OrderCard = components['schemas']['OrderCard'];
type Slot = components['schemas']['Slot'];
type City = components['schemas']['City'];

/** A new order of Saratov that this operator may edit, unless told otherwise. */
export function buildOrder(change: Partial<Order> = {}): Order {
  return {
    id: 48213,
    rk: 'Авито',
    city: 'Саратов',
    avitoName: null,
    phone: '+79271154820',
    typeOrder: 'first_time',
    clientName: 'Сергей Кузьмин',
    address: 'Чернышевского, 112',
    dateMeeting: '2099-11-20T06:00:00Z',
    typeEquipment: 'bt',
    problem: 'Холодильник не морозит',
    statusOrder: 'new',
    reason: null,
    master: null,
    result: null,
    expenditure: null,
    clean: null,
    masterChange: null,
    prepayment: null,
    dateCloseWorkshop: null,
    comment: null,
    operator: { id: 7, name: 'Анна Власова' },
    createDate: '2025-01-20T10:00:00Z',
    closingData: null,
    callIds: [],
    chatId: null,
    isOverbooked: false,
    version: 1,
    allowedStatuses: ['refused', 'not_an_order'],
    abilities: { edit: ['clientName', 'address', 'problem', 'masterId'], delete: false, overbook: false },
    ...change,
  };
}

/** The same with its calls and history. */
export function buildOrderCard(change: Partial<OrderCard> = {}): OrderCard {
  return { ...buildOrder(), otherOpenOrders: [], calls: [], history: [], ...change };
}

/** The 25 half-hours of each direction on a far day of Saratov (UTC+4); `booked` by time, for every direction. */
export function buildSlots(booked: Readonly<Record<string, number>> = {}, day = '2099-11-20'): Slot[] {
  const times = Array.from({ length: 25 }, (_, index) => 20 + index).map(
    (half) => `${String(Math.floor(half / 2))}:${half % 2 === 0 ? '00' : '30'}`,
  );
  return (['kp', 'bt', 'mnch'] as const).flatMap((typeEquipment) =>
    times.map((time) => ({
      time,
      startsAt: new Date(Date.parse(`${day}T${time}:00+04:00`)).toISOString(),
      typeEquipment,
      booked: booked[time] ?? 0,
      capacity: 3,
    })),
  );
}

export function buildCity(change: Partial<City> = {}): City {
  return { id: 1, name: 'Саратов', timezone: 'Europe/Saratov', slotCapacity: 3, version: 1, ...change };
}

/** A list's answer of one page, or of the page before `nextCursor`. */
export function pageOf<Item>(
  data: Item[],
  change: { nextCursor?: string; total?: number; totalExact?: boolean } = {},
) {
  const { nextCursor = null, total = data.length, totalExact = true } = change;
  return {
    success: true as const,
    data,
    pagination: {
      page: 1,
      limit: 50,
      total,
      totalPages: 1,
      hasNext: nextCursor !== null,
      hasPrev: false,
      nextCursor,
      totalExact,
    },
  };
}
