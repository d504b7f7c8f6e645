import type { Role } from '../../platform/access/permissions.js';
import type { Sql } from '../../platform/db/database.js';
import { IDLE_MINUTES } from './session.rules.js';

/** What a request must know of its caller, read by session. */
export interface ActorRow {
  readonly organizationId: number;
  readonly timezone: string;
  readonly operatorId: number;
  readonly accountId: number;
  readonly name: string;
  readonly role: Role;
  readonly cities: string[];
  readonly masterId: number | null;
  readonly authenticatedAt: Date;
  readonly mustChangePassword: boolean;
  readonly mustSetUpSecondFactor: boolean;
  readonly isSuperAdmin: boolean;
  readonly adminIpAllow: string[];
  readonly isSuspended: boolean;
}

/**
 * The caller of a live session, in use within thirty minutes, of an active employment; null when either has ended. Of a suspended
 * organisation, that of any session.
 */
export async function findActor(sql: Sql, sessionId: string): Promise<ActorRow | null> {
  const [row] = await sql.query<ActorRow>({
    name: 'actor-by-session',
    text: `
      SELECT o.organization_id AS "organizationId", g.timezone, o.id AS "operatorId", o.user_account_id AS "accountId",
             o.name, o.role, m.id AS "masterId", s.authenticated_at AS "authenticatedAt",
             a.is_password_temporary AND 'password' = ANY (s.auth_methods) AS "mustChangePassword",
             o.role = ANY (g.second_factor_roles) AND a.totp_enabled_at IS NULL AS "mustSetUpSecondFactor",
             a.is_super_admin AS "isSuperAdmin", g.admin_ip_allow AS "adminIpAllow", g.suspended_at IS NOT NULL AS "isSuspended",
             coalesce((SELECT array_agg(c.name ORDER BY c.name) FROM callcentre_operator_city oc JOIN city c ON c.id = oc.city_id
                       WHERE oc.operator_id = o.id), '{}') AS cities
      FROM session s
      JOIN callcentre_operator o ON o.id = s.operator_id
      JOIN organization g ON g.id = o.organization_id
      JOIN user_account a ON a.id = o.user_account_id
      LEFT JOIN master m ON m.operator_id = o.id
      WHERE s.id = $1 AND o.status = 'active'
        AND (g.suspended_at IS NOT NULL OR (s.revoked_at IS NULL AND s.expires_at > now()
          AND s.last_seen_at > now() - make_interval(mins => ${String(IDLE_MINUTES)})))`,
    values: [sessionId],
  });
  return row ?? null;
}
