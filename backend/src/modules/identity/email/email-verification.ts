import type { Db } from '../../../platform/db/database.js';
import type { Clock } from '../../../platform/time.js';
import { maskedAddress, type Letters } from '../../mail/index.js';
import type { Notices } from '../notices/tell-person.js';
import { createOneTimeTokensRepository } from '../one-time-tokens.repository.js';

const VERIFICATION_HOURS = 24;
const HOUR_MS = 3_600_000;
export const VERIFICATION = 'email_verification';

export interface EmailVerificationDeps {
  readonly letters: Letters;
  readonly notices: Notices;
  readonly publicUrl: URL;
  readonly clock: Clock;
}

export interface AddressToVerify {
  readonly accountId: number;
  readonly email: string;
  readonly locale: string;
}

/** An address set for a person by somebody else, or none any more. */
export interface AddressSet {
  readonly accountId: number;
  readonly email: string | null;
}

/** Proof that an address is the person's: a letter with a link. */
export interface EmailVerification {
  /** Sends the letter in the transaction of what asks for it; the links sent before are void. The account keeps its address until then. */
  send(db: Db, address: AddressToVerify): Promise<void>;
  /**
   * Makes an address the account's at once, unverified; the person is written to, and told at the old address where that was verified.
   * Does nothing for the address he has.
   */
  setUnverified(db: Db, set: AddressSet): Promise<void>;
}

export function createEmailVerification(deps: EmailVerificationDeps): EmailVerification {
  const { notices, clock } = deps;
  const send = (db: Db, address: AddressToVerify) => sendVerification(deps, db, address);
  return {
    send,
    setUnverified: async (db, { accountId, email }) => {
      const before = await db.userAccount.findUniqueOrThrow({
        where: { id: accountId },
        select: { email: true, emailVerifiedAt: true, locale: true },
      });
      if (isSameAddress(before.email, email)) return;
      await tellOldAddress(db, { notices, clock }, { accountId, before, email });
      await db.userAccount.update({ where: { id: accountId }, data: { email, emailVerifiedAt: null } });
      if (email !== null) await send(db, { accountId, email, locale: before.locale });
      else await createOneTimeTokensRepository(db).revokeAll(accountId, VERIFICATION, clock.now());
    },
  };
}

async function sendVerification(
  { letters, publicUrl, clock }: EmailVerificationDeps,
  db: Db,
  { accountId, email, locale }: AddressToVerify,
): Promise<void> {
  const now = clock.now();
  const tokens = createOneTimeTokensRepository(db);
  await tokens.revokeAll(accountId, VERIFICATION, now);
  const expiresAt = new Date(now.getTime() + VERIFICATION_HOURS * HOUR_MS);
  const secret = await tokens.issue({ purpose: VERIFICATION, accountId, expiresAt, data: { email } });
  // In the fragment, which no server and no page after it gets to see.
  const link = `${new URL('/verify-email', publicUrl).href}#token=${secret}`;
  await letters.queue(db, {
    ...{ template: VERIFICATION, params: { link, hours: VERIFICATION_HOURS } },
    ...{ to: email, locale, organizationId: null, accountId },
  });
}

interface Replaced {
  readonly accountId: number;
  readonly before: { readonly email: string | null; readonly emailVerifiedAt: Date | null };
  readonly email: string | null;
}

/** Whoever reads the old address learns that it is not the person's any more; the new one is masked, it is none of his business. */
export async function tellOldAddress(
  db: Db,
  { notices, clock }: Pick<EmailVerificationDeps, 'notices' | 'clock'>,
  { accountId, before, email }: Replaced,
): Promise<void> {
  if (before.email === null || before.emailVerifiedAt === null) return;
  const params = { at: clock.now().toISOString(), newEmail: email === null ? '–' : maskedAddress(email) };
  await notices.tell(db, accountId, { type: 'email_changed', params, email: before.email });
}

export const isSameAddress = (a: string | null, b: string | null): boolean =>
  a?.toLowerCase() === b?.toLowerCase();
