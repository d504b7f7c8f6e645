import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { takeQuota } from '../../../platform/db/quota.js';
import { problem } from '../../../platform/http/problem.js';
import { currentContext } from '../../../platform/http/request-context.js';
import { addJob } from '../../../platform/jobs/jobs.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import type { Letters } from '../../mail/index.js';
import { canonicalLogin } from '../sign-in/login-name.js';
import { createOneTimeTokensRepository } from '../one-time-tokens.repository.js';

export const FIND_PERSON = 'identity:password_reset';
export const RESET = 'password_reset';

const RESET_MINUTES = 30;
const MINUTE_MS = 60_000;
const BY_ADDRESS = { times: 10, windowSeconds: 900 };
const TO_PERSON = { times: 3, windowSeconds: 3600 };

export interface AskResetDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
  readonly letters: Letters;
  readonly publicUrl: URL;
}

/**
 * Takes the request on without looking at whom it names: the same two rows whoever that is, so that neither the answer nor its time
 * tells whether there is such a person. The worker looks. @throws Problem `too_many_requests` by address.
 */
export async function askReset({ database, clock, secretBox }: AskResetDeps, login: string): Promise<void> {
  const key = `password_forgot:${networkOf(currentContext()?.ip ?? '')}`;
  const retryAfterSeconds = await takeQuota(database.sql, { ...BY_ADDRESS, key }, clock.now());
  if (retryAfterSeconds > 0) throw problem('too_many_requests', { retryAfterSeconds });
  await database.inTransaction(async (db) => {
    await addJob(db, { name: FIND_PERSON, payload: { loginSealed: secretBox.seal(canonicalLogin(login)) } });
    await recordAudit(db, { action: 'password.forgot', objectType: 'user_account', objectId: null });
  });
}

/** Of IPv6 the /64, which one household commands. */
const networkOf = (ip: string): string => (ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip);

/** The worker's part: a letter for the person, if there is one who may have it. Who is written to often enough keeps his last link. */
export async function answerReset(deps: AskResetDeps, payload: unknown): Promise<void> {
  const { database, clock, secretBox } = deps;
  const sealed = (payload as { loginSealed?: unknown } | null)?.loginSealed;
  if (typeof sealed !== 'string') throw new Error('A reset job without its login');
  const login = secretBox.open(sealed);
  await database.inTransaction(async (db) => {
    const person = await findPerson(db, login);
    if (!person) return;
    const key = `password_reset:${String(person.accountId)}`;
    if ((await takeQuota(sqlOfDb(db), { ...TO_PERSON, key }, clock.now())) > 0) return;
    await writeTo(deps, db, person);
  });
}

interface Person {
  readonly accountId: number;
  readonly email: string;
  readonly locale: string;
  readonly organizationId: number;
}

/** A person with a verified address who may sign in somewhere. */
async function findPerson(db: Db, loginOrEmail: string): Promise<Person | null> {
  const [row] = await sqlOfDb(db).query<Person>({
    text: `SELECT a.id AS "accountId", a.email, a.locale, o.organization_id AS "organizationId"
      FROM user_account a JOIN callcentre_operator o ON o.user_account_id = a.id AND o.status = 'active'
      WHERE (lower(a.login) = lower($1) OR lower(a.email) = lower($1)) AND a.email IS NOT NULL AND a.email_verified_at IS NOT NULL
      ORDER BY lower(a.login) = lower($1) DESC, o.id LIMIT 1`,
    values: [loginOrEmail],
  });
  return row ?? null;
}

async function writeTo(
  { clock, letters, publicUrl }: AskResetDeps,
  db: Db,
  { accountId, email, locale, organizationId }: Person,
): Promise<void> {
  const now = clock.now();
  const tokens = createOneTimeTokensRepository(db);
  await tokens.revokeAll(accountId, RESET, now);
  const expiresAt = new Date(now.getTime() + RESET_MINUTES * MINUTE_MS);
  // The address as it was: a link that went to another one must not work.
  const secret = await tokens.issue({ purpose: RESET, accountId, expiresAt, data: { email } });
  const link = `${new URL('/reset-password', publicUrl).href}#token=${secret}`;
  await letters.queue(db, {
    ...{ template: RESET, params: { link, minutes: RESET_MINUTES } },
    ...{ to: email, locale, organizationId: null, accountId },
  });
  await recordAudit(db, {
    action: 'password.reset_letter',
    ...{ objectType: 'user_account', objectId: accountId, organizationId, accountId },
  });
}
