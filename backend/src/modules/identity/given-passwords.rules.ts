/**
 * Whose a password is. `own`: its person chose it. `given`: somebody else chose it, so that it serves for signing in once and choosing
 * one's own, within the life of an invitation. `printed`: the same for the first start's, which has no end, for nobody is there who
 * could give the only owner another.
 */
export type PasswordKind = 'own' | 'given' | 'printed';

const GIVEN_MS = 72 * 3_600_000;

/** What of an account a password is. */
export interface PasswordColumns {
  readonly passwordHash: string;
  readonly passwordChangedAt: Date;
  readonly isPasswordTemporary: boolean;
  readonly passwordExpiresAt: Date | null;
}

export const passwordColumns = (passwordHash: string, kind: PasswordKind, now: Date): PasswordColumns => ({
  passwordHash,
  passwordChangedAt: now,
  isPasswordTemporary: kind !== 'own',
  passwordExpiresAt: kind === 'given' ? new Date(now.getTime() + GIVEN_MS) : null,
});

/** Whether nobody may sign in with it any more. */
export const isPasswordOver = (
  account: Pick<PasswordColumns, 'passwordExpiresAt'> | null,
  now: Date,
): boolean => account !== null && account.passwordExpiresAt !== null && account.passwordExpiresAt <= now;
