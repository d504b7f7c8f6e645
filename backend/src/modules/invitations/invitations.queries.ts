import type { Role } from '../../platform/access/permissions.js';
import type { Sql } from '../../platform/db/database.js';
import type { InvitationView, ListInvitationsQuery } from './invitations.contract.js';

export interface InvitationRow extends Omit<InvitationView, 'status' | 'invitedBy'> {
  readonly invitedById: number;
  readonly invitedByName: string;
  readonly revokedAt: Date | null;
  readonly locale: string;
}

const FIELDS = `i.id, i.name, i.email, i.delivery, i.role, i.city, i.cities, i.extension, i.sip_address AS "sipAddress",
  i.invited_by_id AS "invitedById", coalesce(b.name, '–') AS "invitedByName", i.created_at AS "createdAt",
  i.issued_at AS "issuedAt", i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.operator_id AS "operatorId",
  i.revoked_at AS "revokedAt", i.locale`;
const FROM = `FROM invitation i
  LEFT JOIN callcentre_operator b ON b.id = i.invited_by_id AND b.organization_id = i.organization_id`;
const STATUS = `CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
  WHEN i.expires_at <= $2 THEN 'expired' ELSE 'open' END`;
const FILTERED = `i.organization_id = $1 AND ($3::text IS NULL OR ${STATUS} = $3)`;

export interface InvitationsOf {
  readonly organizationId: number;
  readonly now: Date;
}

export async function listInvitations(
  sql: Sql,
  { organizationId, now }: InvitationsOf,
  { status, page, limit }: ListInvitationsQuery,
): Promise<{ rows: InvitationRow[]; total: number }> {
  const values = [organizationId, now, status ?? null];
  const [rows, [counted]] = await Promise.all([
    sql.query<InvitationRow>({
      text: `SELECT ${FIELDS} ${FROM} WHERE ${FILTERED} ORDER BY i.created_at DESC, i.id DESC LIMIT $4 OFFSET $5`,
      values: [...values, limit, (page - 1) * limit],
    }),
    sql.query<{ total: number }>({
      text: `SELECT count(*)::int AS total ${FROM} WHERE ${FILTERED}`,
      values,
    }),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

export async function findInvitation(
  sql: Sql,
  organizationId: number,
  id: number,
): Promise<InvitationRow | null> {
  const [row] = await sql.query<InvitationRow>({
    text: `SELECT ${FIELDS} ${FROM} WHERE i.organization_id = $1 AND i.id = $2`,
    values: [organizationId, id],
  });
  return row ?? null;
}

/** An invitation as the holder of its link meets it. */
export interface HeldInvitation extends InvitationRow {
  readonly organizationId: number;
  readonly organizationName: string;
  /** Null when the inviter has left. */
  readonly inviterRole: Role | null;
  readonly isOrganizationSuspended: boolean;
}

export async function findBySecret(sql: Sql, secretHash: Buffer): Promise<HeldInvitation | null> {
  const [row] = await sql.query<HeldInvitation>({
    text: `SELECT ${FIELDS}, g.id AS "organizationId", g.name AS "organizationName",
        g.suspended_at IS NOT NULL AS "isOrganizationSuspended",
        CASE WHEN b.status = 'active' THEN b.role END AS "inviterRole"
      ${FROM} JOIN organization g ON g.id = i.organization_id WHERE i.secret_hash = $1`,
    values: [secretHash],
  });
  return row ?? null;
}

/** Whether somebody of the organisation has the address already. */
export async function isEmployed(sql: Sql, organizationId: number, email: string): Promise<boolean> {
  const rows = await sql.query({
    text: `SELECT 1 FROM callcentre_operator o JOIN user_account a ON a.id = o.user_account_id
      WHERE o.organization_id = $1 AND lower(a.email) = lower($2)`,
    values: [organizationId, email],
  });
  return rows.length > 0;
}
