import { randomBytes } from 'node:crypto';
import type { Sql } from '../../platform/db/database.js';
import { isErasedPhone } from '../../platform/erased-phone.js';

export interface KnownClient {
  readonly organizationId: number;
  /** E.164, or what stands for an erased number. */
  readonly phone: string;
}

const ID_BYTES = 16;

/**
 * By what the audit log names a client: a random id, made when it is first needed. It tells nothing of the number, so that the log, which
 * nobody can change, names nobody any more once the row here is gone. What stands for an erased number is such an id itself.
 */
export async function clientRefOf(sql: Sql, { organizationId, phone }: KnownClient): Promise<string> {
  if (isErasedPhone(phone)) return phone;
  const known = await findClientRef(sql, { organizationId, phone });
  if (known !== null) return known;
  // The update changes nothing: it makes the statement return the row that somebody else has just made.
  const [row] = await sql.query<{ id: string }>({
    text: `INSERT INTO client_ref AS r (organization_id, phone, id) VALUES ($1::int, $2, $3)
      ON CONFLICT (organization_id, phone) DO UPDATE SET id = r.id RETURNING r.id`,
    values: [organizationId, phone, randomBytes(ID_BYTES).toString('hex')],
  });
  return row?.id ?? '';
}

async function findClientRef(sql: Sql, { organizationId, phone }: KnownClient): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>({
    text: 'SELECT id FROM client_ref WHERE organization_id = $1::int AND phone = $2',
    values: [organizationId, phone],
  });
  return row?.id ?? null;
}

/** Takes away what ties the log to a number. */
export async function forgetClientRef(sql: Sql, { organizationId, phone }: KnownClient): Promise<void> {
  await sql.query({
    text: 'DELETE FROM client_ref WHERE organization_id = $1::int AND phone = $2',
    values: [organizationId, phone],
  });
}
