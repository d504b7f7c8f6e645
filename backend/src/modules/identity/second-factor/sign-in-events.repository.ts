import type { Db } from '../../../platform/db/database.js';
import { currentContext } from '../../../platform/http/request-context.js';
import type { SignInRow } from '../identity.repository.js';
import type { AuthMethod } from '../sign-in/complete-sign-in.js';

export interface SignInStep {
  readonly user: Pick<SignInRow, 'accountId' | 'organizationId'>;
  readonly method: AuthMethod;
  readonly outcome: 'second_factor_asked' | 'wrong_code';
  readonly now: Date;
}

const LONGEST_USER_AGENT = 400;

/** Adds a step of a sign-in to the person's history. */
export async function recordSignInStep(db: Db, { user, method, outcome, now }: SignInStep): Promise<void> {
  const context = currentContext();
  await db.signInEvent.create({
    data: {
      at: now,
      userAccountId: user.accountId,
      organizationId: user.organizationId,
      method,
      outcome,
      ip: context?.ip ?? null,
      userAgent: context?.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
    },
  });
}
