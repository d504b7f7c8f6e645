import type { Sql } from '../platform/db/database.js';
import type { DemoCast } from './demo-simulator.js';

const MOST_CLIENTS = 300;

/** The people, company numbers and clients of a database's first organisation, as the simulator needs them. */
export async function findDemoCast(sql: Sql): Promise<DemoCast> {
  const employees = await sql.query<{ extension: string; sip: string }>({
    text: `SELECT extension, 'sip:' || regexp_replace(sip_address, '^sip:', '') AS sip FROM callcentre_operator
      WHERE organization_id = (SELECT min(id) FROM organization) AND role = 'operator' AND status = 'active'
        AND extension IS NOT NULL AND sip_address IS NOT NULL
      ORDER BY extension`,
  });
  const lines = await sql.query<{ number: string }>({
    text: `SELECT ltrim(number, '+') AS number FROM phone WHERE organization_id = (SELECT min(id) FROM organization) ORDER BY id`,
  });
  const clients = await sql.query<{ phone: string }>({
    text: `SELECT ltrim(phone, '+') AS phone FROM "order"
      WHERE organization_id = (SELECT min(id) FROM organization) AND deleted_at IS NULL
      GROUP BY phone ORDER BY max(create_date) DESC LIMIT ${String(MOST_CLIENTS)}`,
  });
  return { employees, lines: lines.map(({ number }) => number), clients: clients.map(({ phone }) => phone) };
}

/** Tells the product where this Mango Office answers. */
export async function pointAccountAt(sql: Sql, apiKey: string, apiBaseUrl: string): Promise<void> {
  await sql.query({
    text: `UPDATE telephony_account SET api_base_url = $2 WHERE provider = 'mango' AND api_key = $1`,
    values: [apiKey, apiBaseUrl],
  });
}
