import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { Database } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import { addJob, type JobHandlers } from '../../../platform/jobs/jobs.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import type { Letters } from '../../mail/index.js';
import { createIdentityRepository } from '../identity.repository.js';
import { createOneTimeTokensRepository } from '../one-time-tokens.repository.js';
import { assertOpen } from '../one-time-tokens.rules.js';
import type { Buckets } from './buckets.js';
import { canonicalLogin, nameKey } from './login-name.js';
import type { SignInThrottle } from './sign-in-throttle.js';
import { UNLOCK_LETTERS } from './throttle.rules.js';

export interface UnlockDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
  readonly letters: Letters;
  readonly throttle: SignInThrottle;
  readonly buckets: Buckets;
  readonly publicUrl: URL;
}

const LINK_MINUTES = 30;
const WRITE_LETTER = 'identity:unlock_letter';

export type UnlockService = ReturnType<typeof createUnlockService>;

/** The way in for a person whose login strangers are guessing at: a letter opens the browser in which its link is followed. */
export function createUnlockService(deps: UnlockDeps) {
  const { database, buckets, clock, secretBox, throttle } = deps;

  return {
    /** The same work for every login: who it is, and whether he has an address, the worker finds out. */
    request: async (login: string): Promise<void> => {
      const name = canonicalLogin(login);
      const key = `unlock-letter:${nameKey(name)}`;
      const taking = await buckets.takeOfWindow(key, UNLOCK_LETTERS, clock.now());
      if (!('places' in taking)) return;
      try {
        const payload = { name: secretBox.seal(name) };
        await addJob(database.sql, { name: WRITE_LETTER, payload, maxAttempts: 5 });
      } catch (error) {
        await buckets.giveBack(taking.places);
        throw error;
      }
    },

    /** @throws Problem `not_found`, `token_used`, `token_expired` for a link that does not work. */
    use: async (token: string, browser: string): Promise<void> => {
      const accountId = await database.inTransaction(async (db) => {
        const tokens = createOneTimeTokensRepository(db);
        const found = await tokens.find('unlock', token);
        assertOpen(found, clock.now());
        if (!(await tokens.take(found.id, clock.now()))) throw problem('token_used');
        await recordAudit(db, {
          action: 'sign_in.unlock',
          objectType: 'user_account',
          objectId: found.accountId,
          accountId: found.accountId,
        });
        return found.accountId;
      });
      await throttle.openFor(accountId, browser);
    },

    jobs: {
      [WRITE_LETTER]: async (payload) => {
        await writeLetter(deps, secretBox.open((payload as { name: string }).name));
      },
    } satisfies JobHandlers,
  };
}

async function writeLetter({ database, clock, letters, publicUrl }: UnlockDeps, name: string): Promise<void> {
  const user = await createIdentityRepository(database.prisma).findForSignIn(name);
  if (!user?.isActive) return;
  const { accountId, organizationId } = user;
  await database.inTransaction(async (db) => {
    const { email, emailVerifiedAt, locale } = await db.userAccount.findUniqueOrThrow({
      where: { id: accountId },
      select: { email: true, emailVerifiedAt: true, locale: true },
    });
    if (email === null || emailVerifiedAt === null) return;
    const now = clock.now();
    const tokens = createOneTimeTokensRepository(db);
    await tokens.revokeAll(accountId, 'unlock', now);
    const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
    const secret = await tokens.issue({ purpose: 'unlock', accountId, expiresAt });
    // In the part that no server sees: the secret must not stand in logs.
    const link = new URL(`/unlock#${secret}`, publicUrl).href;
    await letters.queue(db, {
      template: 'unlock',
      params: { link, minutes: LINK_MINUTES },
      to: email,
      locale,
      organizationId: null,
      accountId,
    });
    await recordAudit(db, {
      ...{ action: 'sign_in.unlock_letter', objectType: 'user_account', objectId: accountId },
      ...{ organizationId, accountId },
    });
  });
}
