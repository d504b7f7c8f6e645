import type { Actor } from '../../../platform/access/actor.js';
import { sqlStateOf } from '../../../platform/db/database-errors.js';
import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { takeQuota } from '../../../platform/db/quota.js';
import { problem } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { assertRecentProof } from '../access-check.js';
import { createOneTimeTokensRepository, type OneTimeTokenRow } from '../one-time-tokens.repository.js';
import { assertOpen } from '../one-time-tokens.rules.js';
import type { MyEmailView } from './email.contract.js';
import {
  isSameAddress,
  tellOldAddress,
  VERIFICATION,
  type EmailVerification,
  type EmailVerificationDeps,
} from './email-verification.js';

export interface EmailServiceDeps extends EmailVerificationDeps {
  readonly database: Database;
  readonly verification: EmailVerification;
}

const UNIQUE_VIOLATION = '23505';
const LETTERS = { times: 5, windowSeconds: 3600 };

export type EmailService = ReturnType<typeof createEmailService>;

export function createEmailService(deps: EmailServiceDeps) {
  const { database, clock } = deps;
  const get = (actor: Actor) => viewOf(deps, database.prisma, actor.accountId);
  return {
    get,

    /** @throws Problem `illegal_transition` when nothing waits to be verified, `too_many_requests`. */
    resend: async (actor: Actor): Promise<MyEmailView> => {
      await database.inTransaction(async (db) => {
        const { email, isVerified, pendingEmail } = await viewOf(deps, db, actor.accountId);
        const address = pendingEmail ?? (isVerified ? null : email);
        if (address === null) throw problem('illegal_transition', { extensions: { allowed: [] } });
        await sendLimited(deps, db, { actor, email: address });
      });
      return get(actor);
    },

    /**
     * Asks for another address of one's own, in the caller's transaction. It takes the place of the present one when it is verified;
     * the present one again drops what waits, and none at all takes effect at once.
     * @throws Problem `step_up_required`, `too_many_requests`.
     */
    change: async (db: Db, actor: Actor, email: string | null): Promise<void> => {
      const { email: present } = await viewOf(deps, db, actor.accountId);
      if (isSameAddress(present, email)) {
        const tokens = createOneTimeTokensRepository(db);
        const waiting = await tokens.findOpen(actor.accountId, VERIFICATION, clock.now());
        if (waiting && !isSameAddress(addressOf(waiting), present))
          await tokens.revokeAll(actor.accountId, VERIFICATION, clock.now());
        return;
      }
      assertRecentProof(actor, clock.now());
      if (email === null) await deps.verification.setUnverified(db, { accountId: actor.accountId, email });
      else await sendLimited(deps, db, { actor, email });
      await recordAudit(db, {
        action: email === null ? 'email.remove' : 'email.ask_change',
        ...objectOf(actor.accountId),
        fields: { email: {} },
      });
    },

    /** @throws Problem `not_found`, `token_used`, `token_expired`, `already_exists` when the address is another person's by now. */
    verify: (secret: string): Promise<void> => verify(deps, secret),
  };
}

const objectOf = (accountId: number) => ({ objectType: 'user_account', objectId: accountId });

const addressOf = ({ data }: Pick<OneTimeTokenRow, 'data'>): string =>
  typeof data['email'] === 'string' ? data['email'] : '';

async function viewOf({ clock }: EmailServiceDeps, db: Db, accountId: number): Promise<MyEmailView> {
  const { email, emailVerifiedAt } = await db.userAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: { email: true, emailVerifiedAt: true },
  });
  const open = await createOneTimeTokensRepository(db).findOpen(accountId, VERIFICATION, clock.now());
  const asked = open && addressOf(open);
  return {
    email,
    isVerified: email !== null && emailVerifiedAt !== null,
    pendingEmail: asked === null || isSameAddress(asked, email) ? null : asked,
    letterSentUntil: open?.expiresAt ?? null,
  };
}

async function sendLimited(
  { verification, clock }: EmailServiceDeps,
  db: Db,
  { actor, email }: { actor: Actor; email: string },
): Promise<void> {
  const { accountId } = actor;
  const quota = { ...LETTERS, key: `email_verification:${String(accountId)}` };
  const retryAfterSeconds = await takeQuota(sqlOfDb(db), quota, clock.now());
  if (retryAfterSeconds > 0) throw problem('too_many_requests', { retryAfterSeconds });
  const { locale } = await db.userAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: { locale: true },
  });
  await verification.send(db, { accountId, email, locale });
}

async function verify(deps: EmailServiceDeps, secret: string): Promise<void> {
  const { database, clock } = deps;
  const now = clock.now();
  const token = await createOneTimeTokensRepository(database.prisma).find(VERIFICATION, secret);
  assertOpen(token, now);
  const { accountId } = token;
  const email = addressOf(token);
  try {
    await database.inTransaction(async (db) => {
      if (!(await createOneTimeTokensRepository(db).take(token.id, now))) throw problem('token_used');
      const before = await db.userAccount.findUniqueOrThrow({
        where: { id: accountId },
        select: { email: true, emailVerifiedAt: true },
      });
      if (!isSameAddress(before.email, email)) await tellOldAddress(db, deps, { accountId, before, email });
      await db.userAccount.update({ where: { id: accountId }, data: { email, emailVerifiedAt: now } });
      await recordAudit(db, {
        action: 'email.verify',
        ...objectOf(accountId),
        accountId,
        fields: isSameAddress(before.email, email) ? {} : { email: {} },
      });
    });
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    throw problem('already_exists', { errors: [{ field: 'email', code: 'invalid_value' }], cause: error });
  }
}
