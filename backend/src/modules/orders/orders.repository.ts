import type { Prisma } from '../../generated/prisma/client.js';
import { sqlOfDb, type Db, type Sql } from '../../platform/db/database.js';
import type { OrderChange, OrderRow, OrderStatus, TypeEquipment } from './order-values.js';

/** What the columns of a new order say. */
export type OrderDraft = Pick<
  OrderRow,
  | 'organizationId'
  | 'rk'
  | 'city'
  | 'avitoName'
  | 'phone'
  | 'typeOrder'
  | 'clientName'
  | 'address'
  | 'dateMeeting'
  | 'typeEquipment'
  | 'problem'
  | 'masterId'
  | 'operatorNameId'
  | 'createDate'
  | 'isOverbooked'
> & { readonly chatId: string | null; readonly slotPlace: number };

export interface NewHistoryEntry {
  readonly kind: 'created' | 'changed' | 'status' | 'deleted';
  readonly fromStatus?: OrderStatus;
  readonly toStatus?: OrderStatus;
  readonly reason?: string | null;
  /** `{field: [before, after]}` */
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** One seat's place in time and space. */
export interface SlotKey {
  readonly organizationId: number;
  readonly city: string;
  readonly typeEquipment: TypeEquipment;
  readonly dateMeeting: Date;
}

interface Happening {
  readonly orderId: number;
  readonly organizationId: number;
  readonly operatorId: number;
  readonly at: Date;
}

/** Orders on one connection; every write of an order goes through here. */
export function createOrdersRepository(db: Db) {
  const sql = sqlOfDb(db);
  return {
    insert: ({ chatId, ...draft }: OrderDraft): Promise<{ id: number }> =>
      db.order.create({
        data: { ...draft, avitoChatid: chatId, updatedAt: draft.createDate },
        select: { id: true },
      }),

    /** False when the row is gone or no longer of this version. */
    async update(
      { id, organizationId, version }: Pick<OrderRow, 'id' | 'organizationId' | 'version'>,
      change: OrderChange,
      now: Date,
    ): Promise<boolean> {
      const { count } = await db.order.updateMany({
        where: { id, organizationId, version, deletedAt: null },
        data: { ...change, updatedAt: now, version: { increment: 1 } },
      });
      return count === 1;
    },

    async addHistory(happening: Happening, entries: readonly NewHistoryEntry[]): Promise<void> {
      await db.orderHistory.createMany({
        data: entries.map(({ changes = {}, ...entry }) => ({
          ...entry,
          ...happening,
          changes: changes as unknown as Prisma.InputJsonObject,
        })),
      });
    },

    linkCallsOfPhone: (order: ClientOrder, callId: number): Promise<void> =>
      linkCallsOfPhone(sql, order, callId),
    lockSlot: (slot: SlotKey): Promise<number[]> => lockSlot(sql, slot),
  };
}

export type OrdersRepository = ReturnType<typeof createOrdersRepository>;

type ClientOrder = Pick<OrderRow, 'id' | 'organizationId' | 'phone'>;

/** Links the call and all other calls of the number, internal ones apart. */
async function linkCallsOfPhone(
  sql: Sql,
  { id, organizationId, phone }: ClientOrder,
  callId: number,
): Promise<void> {
  await sql.query({
    text: `INSERT INTO order_call (organization_id, order_id, call_id)
      SELECT organization_id, $2::int, id FROM call
      WHERE organization_id = $1::int AND (id = $4::int OR (phone_client = $3 AND direction <> 'internal'))
      ON CONFLICT DO NOTHING`,
    values: [organizationId, id, phone, callId],
  });
}

/** Waits until nobody else books this slot, then tells the seats that are taken. Held to the end of the transaction. */
async function lockSlot(
  sql: Sql,
  { organizationId, city, typeEquipment, dateMeeting }: SlotKey,
): Promise<number[]> {
  const at = dateMeeting.toISOString();
  const lockKey = ['slot', organizationId, city, typeEquipment, at].join('\u001f');
  await sql.query({ text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text', values: [lockKey] });
  const rows = await sql.query<{ place: number }>({
    text: `SELECT slot_place AS place FROM "order"
      WHERE organization_id = $1::int AND city = $2 AND type_equipment = $3 AND date_meeting = $4::timestamptz
        AND slot_place IS NOT NULL`,
    values: [organizationId, city, typeEquipment, at],
  });
  return rows.map(({ place }) => place);
}
