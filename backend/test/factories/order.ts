import { randomInt } from 'node:crypto';
import type { OrderStatus } from '../../src/modules/orders/index.js';
import { addDays, dayOf, instantAt } from '../../src/platform/time.js';
import type { TestApi } from '../api.js';

type OrderRow = Awaited<ReturnType<TestApi['database']['prisma']['order']['create']>>;

export interface OrderOverrides {
  readonly organizationId?: number;
  readonly rk?: string;
  readonly city?: string;
  readonly avitoName?: string | null;
  readonly phone?: string;
  readonly typeOrder?: string;
  readonly clientName?: string;
  readonly address?: string;
  readonly dateMeeting?: Date;
  readonly typeEquipment?: string;
  readonly problem?: string;
  readonly statusOrder?: OrderStatus;
  readonly masterId?: number | null;
  readonly operatorNameId?: number;
  readonly createDate?: Date;
  readonly closingData?: Date | null;
  readonly result?: number | null;
  readonly expenditure?: number | null;
  readonly clean?: number | null;
  readonly masterChange?: number | null;
  readonly comment?: string | null;
}

const NEEDS_MASTER: readonly string[] = ['assigned', 'on_the_way', 'in_progress', 'workshop', 'completed'];
const FINAL: readonly string[] = ['completed', 'refused', 'not_an_order'];
const REFUSALS: readonly string[] = ['refused', 'not_an_order'];

/** A client's number that no other test has. */
export const freshPhone = (): string => `+79${String(randomInt(1e8, 1e9))}`;

let nextDay = 0;

/** The start of a slot that no other test books, at a time of the zone's wall clock. */
export function freshSlot(api: TestApi, time = { hour: 10, minute: 0 }, timeZone = 'Europe/Saratov'): Date {
  nextDay += 1;
  return instantAt(addDays(dayOf(api.clock.now(), timeZone), 30 + nextDay), time, timeZone);
}

/** The body of a creation that the API accepts. */
export const orderBody = (api: TestApi, overrides: Readonly<Record<string, unknown>> = {}) => ({
  rk: 'RK001',
  city: 'Саратов',
  phone: freshPhone(),
  typeOrder: 'first_time',
  clientName: 'Анна Петрова',
  address: 'ул. Ленина, 5',
  dateMeeting: freshSlot(api).toISOString(),
  typeEquipment: 'kp',
  problem: 'Не включается',
  ...overrides,
});

/** An order in any status, with the master, the dates and the seat that its status asks for. */
export async function buildOrder(api: TestApi, overrides: OrderOverrides = {}): Promise<OrderRow> {
  const { statusOrder = 'new', city = 'Саратов', typeEquipment = 'kp' } = overrides;
  const organizationId = overrides.organizationId ?? api.organization.id;
  const slot = { organizationId, city, typeEquipment, dateMeeting: overrides.dateMeeting ?? freshSlot(api) };
  const needsMaster = NEEDS_MASTER.includes(statusOrder) && !overrides.masterId;
  return api.database.prisma.order.create({
    data: {
      ...usual(api),
      ...ofStatus(api, statusOrder),
      ...overrides,
      ...slot,
      statusOrder,
      ...(needsMaster && { masterId: await masterOf(api, organizationId, city) }),
      slotPlace: REFUSALS.includes(statusOrder) ? null : await nextPlace(api, slot),
    },
  });
}

const usual = (api: TestApi) => ({
  rk: 'RK001',
  phone: freshPhone(),
  typeOrder: 'first_time',
  clientName: 'Анна Петрова',
  address: 'ул. Ленина, 5',
  problem: 'Не включается',
  operatorNameId: api.owner.id,
  createDate: api.clock.now(),
});

const ofStatus = (api: TestApi, statusOrder: OrderStatus) => ({
  ...moneyOf(statusOrder),
  ...(FINAL.includes(statusOrder) && { closingData: api.clock.now() }),
  ...(REFUSALS.includes(statusOrder) && { reason: 'Передумал' }),
  ...(statusOrder === 'workshop' && { dateCloseWorkshop: api.clock.now() }),
});

function moneyOf(statusOrder: OrderStatus): OrderOverrides {
  if (statusOrder === 'completed') return { result: 1000, expenditure: 0, clean: 1000, masterChange: 600 };
  return REFUSALS.includes(statusOrder) ? { result: 0, expenditure: 0, clean: 0, masterChange: 0 } : {};
}

async function masterOf(api: TestApi, organizationId: number, city: string): Promise<number> {
  const { id } = await api.build.master({ organizationId, cities: [city] });
  return id;
}

async function nextPlace(
  { database }: TestApi,
  slot: { organizationId: number; city: string; typeEquipment: string; dateMeeting: Date },
): Promise<number> {
  const { _max } = await database.prisma.order.aggregate({ where: slot, _max: { slotPlace: true } });
  return (_max.slotPlace ?? 0) + 1;
}

/** A call of a client as telephony would have left it. */
export const buildClientCall = (
  api: TestApi,
  overrides: {
    organizationId?: number;
    phoneClient?: string | null;
    city?: string | null;
    rk?: string | null;
    avitoName?: string | null;
    direction?: string;
    operatorId?: number | null;
    dateCreate?: Date;
  } = {},
) =>
  api.database.prisma.call.create({
    data: {
      organizationId: overrides.organizationId ?? api.organization.id,
      entryId: `entry-${String(randomInt(1e9))}-${String(randomInt(1e9))}`,
      dateCreate: overrides.dateCreate ?? api.clock.now(),
      direction: overrides.direction ?? 'inbound',
      status: 'answered',
      phoneClient: overrides.phoneClient === undefined ? freshPhone() : overrides.phoneClient,
      city: overrides.city === undefined ? 'Саратов' : overrides.city,
      rk: overrides.rk === undefined ? 'RK001' : overrides.rk,
      avitoName: overrides.avitoName ?? null,
      operatorId: overrides.operatorId ?? null,
    },
  });

/** An order as the database has it now. */
export const reloadOrder = ({ database }: TestApi, { id }: { id: number }): Promise<OrderRow> =>
  database.prisma.order.findUniqueOrThrow({ where: { id } });

/** Live events about orders and slots after an id, oldest first. */
export async function orderEventsAfter({ database }: TestApi, afterId: bigint) {
  const rows = await database.prisma.liveEvent.findMany({
    where: { id: { gt: afterId }, OR: [{ type: { startsWith: 'order.' } }, { type: 'slots.changed' }] },
    orderBy: { id: 'asc' },
    select: { type: true, city: true, operatorIds: true, data: true },
  });
  return rows.map(({ data, ...event }) => ({ ...event, data: data as Record<string, unknown> }));
}

export const lastEventId = async ({ database }: TestApi): Promise<bigint> =>
  (await database.prisma.liveEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n;
