import type { Permission, Role } from '../../../platform/access/permissions.js';
import type { Sql } from '../../../platform/db/database.js';

/** A key as a request needs it, with the person behind it and the organisation. */
export interface KeyRow {
  readonly apiKeyId: number;
  readonly isPersonal: boolean;
  readonly keyName: string;
  readonly permissions: Permission[];
  /** Names of cities; empty means all that are reached otherwise. */
  readonly keyCities: string[];
  readonly ipAllow: string[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly organizationId: number;
  readonly timezone: string;
  readonly adminIpAllow: string[];
  readonly isSuspended: boolean;
  readonly operatorId: number;
  readonly accountId: number;
  readonly name: string;
  readonly role: Role;
  readonly cities: string[];
  readonly masterId: number | null;
}

/** A key that is in force, or whose time has passed; null when it is revoked or, a personal one, its person no longer works here. */
export async function findKey(sql: Sql, secretHash: Buffer): Promise<KeyRow | null> {
  const [row] = await sql.query<KeyRow>({
    name: 'caller-by-key',
    text: `
      SELECT k.id AS "apiKeyId", k.is_personal AS "isPersonal", k.name AS "keyName", k.permissions, k.cities AS "keyCities",
             k.ip_allow AS "ipAllow", k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt",
             g.id AS "organizationId", g.timezone, g.admin_ip_allow AS "adminIpAllow", g.suspended_at IS NOT NULL AS "isSuspended",
             o.id AS "operatorId", o.user_account_id AS "accountId", o.name, o.role, m.id AS "masterId",
             coalesce((SELECT array_agg(c.name ORDER BY c.name) FROM callcentre_operator_city oc JOIN city c ON c.id = oc.city_id
                       WHERE oc.operator_id = o.id), '{}') AS cities
      FROM api_key k
      JOIN callcentre_operator o ON o.id = k.operator_id
      JOIN organization g ON g.id = k.organization_id
      LEFT JOIN master m ON m.operator_id = o.id
      WHERE k.secret_hash = $1 AND k.revoked_at IS NULL AND (NOT k.is_personal OR o.status = 'active')`,
    values: [secretHash],
  });
  return row ?? null;
}

/** A key that there was and that opens nothing any more. */
export interface RefusedKey {
  readonly apiKeyId: number;
  readonly organizationId: number;
  /** Of whoever made it. */
  readonly accountId: number;
  readonly reason: 'revoked' | 'expired' | 'inactive';
}

/** Asked only after {@link findKey} had no answer, or one whose time has passed; null for what never was a key. */
export async function findRefusedKey(sql: Sql, secretHash: Buffer): Promise<RefusedKey | null> {
  const [row] = await sql.query<RefusedKey>({
    name: 'refused-key',
    text: `
      SELECT k.id AS "apiKeyId", k.organization_id AS "organizationId", o.user_account_id AS "accountId",
             CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.is_personal AND o.status <> 'active' THEN 'inactive'
                  ELSE 'expired' END AS reason
      FROM api_key k JOIN callcentre_operator o ON o.id = k.operator_id
      WHERE k.secret_hash = $1`,
    values: [secretHash],
  });
  return row ?? null;
}

/** Notes a use; more often than once a minute it is not worth a write. */
export async function noteUse(
  sql: Sql,
  { apiKeyId, at, ip }: { apiKeyId: number; at: Date; ip: string | null },
): Promise<void> {
  await sql.query({
    name: 'key-note-use',
    text: `UPDATE api_key SET last_used_at = $2, last_used_ip = $3
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')`,
    values: [apiKeyId, at, ip],
  });
}
