import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import type { CityRow } from './order-slots.queries.js';

export interface Named {
  readonly organizationId: number;
  readonly city: string;
  readonly rk: string;
  readonly masterId: number | null;
}

/** What an order names, as far as the reference lists have it. */
export interface References {
  readonly city: CityRow | null;
  readonly hasCampaign: boolean;
  /** The master works, and in this city. */
  readonly masterFits: boolean;
}

export async function findReferences(
  sql: Sql,
  { organizationId, city, rk, masterId }: Named,
): Promise<References> {
  const [row] = await sql.query<{
    timezone: string | null;
    slotCapacity: number | null;
    hasCampaign: boolean;
    masterFits: boolean;
  }>({
    name: 'order-references',
    text: `SELECT c.timezone, c.slot_capacity AS "slotCapacity",
        EXISTS (SELECT 1 FROM campaign k WHERE k.organization_id = $1 AND k.rk = $3) AS "hasCampaign",
        EXISTS (
          SELECT 1 FROM master m JOIN master_city w ON w.organization_id = m.organization_id AND w.master_id = m.id
          WHERE m.organization_id = $1 AND m.id = $4 AND m.status_work = 'working' AND w.city_id = c.id
        ) AS "masterFits"
      FROM (VALUES (1)) one (n) LEFT JOIN city c ON c.organization_id = $1 AND c.name = $2`,
    values: [organizationId, city, rk, masterId],
  });
  const { timezone = null, slotCapacity = null, hasCampaign = false, masterFits = false } = row ?? {};
  const found = timezone === null ? null : { name: city, timezone, slotCapacity: slotCapacity ?? 0 };
  return { city: found, hasCampaign, masterFits };
}

/** Whether this employee of the organisation may stand as the author of an order. */
export async function isPossibleAuthor(
  sql: Sql,
  key: { organizationId: number; operatorId: number },
): Promise<boolean> {
  const rows = await sql.query({
    name: 'order-author',
    text: `SELECT 1 FROM callcentre_operator
      WHERE organization_id = $1 AND id = $2 AND status <> 'inactive' AND role IN ('owner', 'admin', 'manager', 'operator')`,
    values: [key.organizationId, key.operatorId],
  });
  return rows.length > 0;
}

/** What an order takes over from its call. */
export interface SourceCall {
  readonly id: number;
  readonly rk: string | null;
  readonly city: string | null;
  readonly avitoName: string | null;
  readonly phoneClient: string | null;
}

/** A call that the caller reaches: of his cities, of no city, or his own. */
export async function findSourceCall(sql: Sql, actor: Actor, callId: number): Promise<SourceCall | null> {
  const [row] = await sql.query<SourceCall>({
    name: 'order-source-call',
    text: `SELECT id, rk, city, avito_name AS "avitoName", phone_client AS "phoneClient"
      FROM call
      WHERE organization_id = $1 AND id = $2
        AND ($3::text[] IS NULL OR city IS NULL OR city = ANY ($3::text[]) OR operator_id = $4 OR final_operator_id = $4)`,
    values: [actor.organizationId, callId, actor.cities, actor.operatorId],
  });
  return row ?? null;
}
