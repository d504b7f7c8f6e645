import type { Sql } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';

/** What an attacker knows of a person, and how long his password must be. */
export interface PasswordOwner {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  /** Names of the organisations that employ him. */
  readonly organizations: readonly string[];
  readonly hasSecondFactor: boolean;
}

/** @throws Problem `not_found`. */
export async function getPasswordOwner(sql: Sql, accountId: number): Promise<PasswordOwner> {
  const [owner] = await sql.query<PasswordOwner>({
    text: `
      SELECT a.login, a.email, a.totp_enabled_at IS NOT NULL AS "hasSecondFactor",
             coalesce(string_agg(o.name, ' '), '') AS name, coalesce(array_agg(g.name) FILTER (WHERE g.id IS NOT NULL), '{}') AS organizations
      FROM user_account a
      LEFT JOIN callcentre_operator o ON o.user_account_id = a.id
      LEFT JOIN organization g ON g.id = o.organization_id
      WHERE a.id = $1
      GROUP BY a.id`,
    values: [accountId],
  });
  if (!owner) throw notFound('Account');
  return owner;
}

export async function findOrganizationName(sql: Sql, organizationId: number): Promise<string> {
  const [row] = await sql.query<{ name: string }>({
    text: 'SELECT name FROM organization WHERE id = $1',
    values: [organizationId],
  });
  return row?.name ?? '';
}
