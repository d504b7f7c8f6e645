import type { Db, Sql } from '../../../platform/db/database.js';
import type { LetterTemplate } from '../letters.js';

export interface LetterRow {
  readonly id: number;
  readonly organizationId: number | null;
  readonly accountId: number | null;
  readonly template: LetterTemplate;
  readonly locale: string;
  readonly recipientSealed: string;
  readonly paramsSealed: string;
  readonly createdAt: Date;
  /** In which its instants are written (IANA). */
  readonly timeZone: string;
}

/** A letter that still has to be sent; null when it has been, or was given up. */
export async function findQueued(sql: Sql, id: number): Promise<LetterRow | null> {
  const [row] = await sql.query<LetterRow>({
    text: `SELECT m.id, m.organization_id AS "organizationId", m.user_account_id AS "accountId", m.template, m.locale,
        m.recipient_sealed AS "recipientSealed", m.params_sealed AS "paramsSealed", m.created_at AS "createdAt",
        coalesce(a.timezone, g.timezone, 'Europe/Moscow') AS "timeZone"
      FROM mail_message m
      LEFT JOIN user_account a ON a.id = m.user_account_id
      LEFT JOIN organization g ON g.id = coalesce(m.organization_id,
        (SELECT min(o.organization_id) FROM callcentre_operator o WHERE o.user_account_id = m.user_account_id))
      WHERE m.id = $1 AND m.status = 'queued'`,
    values: [id],
  });
  return row ?? null;
}

export interface Claim {
  readonly id: number;
  readonly now: Date;
  /** Longer than any attempt takes: then the one that claimed it has died. */
  readonly until: Date;
  /** Kept from the first try on. */
  readonly messageId: string;
}

/**
 * Takes a letter for one try and counts the try; of two at once the database lets one through. The Message-ID of the first try stays
 * that of all: a server or reader that got the letter from a process which died before it could note so, knows the second copy by it.
 */
export async function claim(
  sql: Sql,
  { id, now, until, messageId }: Claim,
): Promise<{ tries: number; messageId: string } | null> {
  const [row] = await sql.query<{ tries: number; messageId: string }>({
    text: `UPDATE mail_message SET attempts = attempts + 1, sending_until = $3, message_id = coalesce(message_id, $4)
      WHERE id = $1 AND status = 'queued' AND (sending_until IS NULL OR sending_until <= $2)
      RETURNING attempts AS tries, message_id AS "messageId"`,
    values: [id, now, until, messageId],
  });
  return row ?? null;
}

/** Once sent, a letter is a line in a list: its address and links are forgotten. */
export async function noteSent(sql: Sql, id: number, now: Date): Promise<void> {
  await sql.query({
    text: `UPDATE mail_message SET status = 'sent', sent_at = $2, last_error = NULL, sending_until = NULL,
        recipient_sealed = '', params_sealed = ''
      WHERE id = $1`,
    values: [id, now],
  });
}

/** Why it has not left; it is tried again. */
export const notePostponed = (db: Db, id: number, reason: string) =>
  db.mailMessage.update({ where: { id }, data: { lastError: reason, sendingUntil: null } });

/** Given up; a person may have it tried again. */
export const noteFailed = (db: Db, id: number, reason: string) =>
  db.mailMessage.update({
    where: { id },
    data: { status: 'failed', lastError: reason, sendingUntil: null },
  });

/** Letters that wait though no job will take them up: those that waited for a server, and those whose job was lost. */
export const findForgotten = (sql: Sql, now: Date): Promise<{ id: number }[]> =>
  sql.query<{ id: number }>({
    text: `SELECT m.id::float8 AS id FROM mail_message m
      WHERE m.status = 'queued' AND (m.sending_until IS NULL OR m.sending_until <= $1)
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'mail:' || m.id AND j.attempts < j.max_attempts)
      ORDER BY m.id LIMIT 500`,
    values: [now],
  });

/** Letters are kept for a quarter, for the list of what was delivered. */
export async function removeOldLetters(sql: Sql): Promise<void> {
  await sql.query({ text: `DELETE FROM mail_message WHERE created_at < now() - interval '90 days'` });
}
