import type { Sql } from '../../platform/db/database.js';
import type { TypeEquipment } from './order-values.js';

export interface CityRow {
  readonly name: string;
  readonly timezone: string;
  readonly slotCapacity: number;
}

export async function findCity(
  sql: Sql,
  key: { organizationId: number; city: string },
): Promise<CityRow | null> {
  const [row] = await sql.query<CityRow>({
    name: 'order-city',
    text: 'SELECT name, timezone, slot_capacity AS "slotCapacity" FROM city WHERE organization_id = $1 AND name = $2',
    values: [key.organizationId, key.city],
  });
  return row ?? null;
}

export interface BookedSlot {
  readonly typeEquipment: TypeEquipment;
  readonly startsAt: Date;
  readonly booked: number;
}

interface Span {
  readonly organizationId: number;
  readonly city: string;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

/** How many seats are taken in each slot of a city from one instant to another; empty slots are absent. */
export const bookedSlots = (sql: Sql, { organizationId, city, from, to }: Span): Promise<BookedSlot[]> =>
  sql.query<BookedSlot>({
    name: 'order-booked-slots',
    text: `SELECT type_equipment AS "typeEquipment", date_meeting AS "startsAt", count(*)::int AS booked
      FROM "order"
      WHERE organization_id = $1 AND city = $2 AND type_equipment IN ('kp', 'bt', 'mnch')
        AND date_meeting >= $3::timestamptz AND date_meeting < $4::timestamptz AND slot_place IS NOT NULL
      GROUP BY 1, 2`,
    values: [organizationId, city, from, to],
  });
