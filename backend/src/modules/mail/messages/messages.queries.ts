import type { Sql } from '../../../platform/db/database.js';
import type { LetterTemplate } from '../letters.js';
import type { LetterView } from '../mail.contract.js';

type Status = LetterView['status'];

export interface LetterFilter {
  readonly organizationId: number;
  readonly status: Status | null;
  readonly template: LetterTemplate | null;
}

export interface LetterPlace {
  readonly limit: number;
  readonly offset: number;
  /** Letters before this one; null for the newest. */
  readonly beforeId: number | null;
}

const FIELDS = `m.id::float8 AS id, m.template, m.locale, m.recipient_masked AS recipient, m.status, m.attempts, m.last_error AS error,
  m.created_at AS "createdAt", m.sent_at AS "sentAt"`;

/** Letters of the organisation, and letters about the accounts of people it employs. */
const OWN = `(m.organization_id = $1 OR (m.organization_id IS NULL AND m.user_account_id IN
  (SELECT o.user_account_id FROM callcentre_operator o WHERE o.organization_id = $1)))`;
const FILTERED = `${OWN} AND ($2::text IS NULL OR m.status = $2) AND ($3::text IS NULL OR m.template = $3)`;

export const listLetters = (
  sql: Sql,
  { organizationId, status, template }: LetterFilter,
  { limit, offset, beforeId }: LetterPlace,
): Promise<LetterView[]> =>
  sql.query<LetterView>({
    name: 'letters-page',
    text: `SELECT ${FIELDS} FROM mail_message m WHERE ${FILTERED} AND ($4::bigint IS NULL OR m.id < $4)
      ORDER BY m.id DESC LIMIT $5 OFFSET $6`,
    values: [organizationId, status, template, beforeId, limit, offset],
  });

/** How many letters there are of each status, under the filter's template. */
export async function countLetters(
  sql: Sql,
  organizationId: number,
  template: LetterTemplate | null = null,
): Promise<Record<Status, number>> {
  const rows = await sql.query<{ status: Status; count: number }>({
    name: 'letters-count',
    text: `SELECT m.status, count(*)::int AS count FROM mail_message m WHERE ${FILTERED} GROUP BY m.status`,
    values: [organizationId, null, template],
  });
  const counts = { queued: 0, sent: 0, failed: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

export async function findLetter(sql: Sql, organizationId: number, id: number): Promise<LetterView | null> {
  const [row] = await sql.query<LetterView>({
    text: `SELECT ${FIELDS} FROM mail_message m WHERE ${OWN} AND m.id = $2`,
    values: [organizationId, id],
  });
  return row ?? null;
}
