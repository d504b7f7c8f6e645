import type { AccessTokens } from './access-tokens.js';
import type { RefreshTokens } from './refresh-tokens.js';
import type { SessionState } from './sessions.repository.js';

/** What a signed-in browser is given. */
export interface SignedInTokens {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly sessionExpiresAt: Date;
}

export interface TokenIssuers {
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
}

type Issued = Pick<
  SessionState,
  'id' | 'organizationId' | 'userAccountId' | 'operatorId' | 'counter' | 'expiresAt'
>;

/** The present pair of tokens of a session: the same counter always gives the same refresh token. */
export function issueTokens(
  { accessTokens, refreshTokens }: TokenIssuers,
  { id: sessionId, organizationId, userAccountId: accountId, operatorId, counter, expiresAt }: Issued,
): SignedInTokens {
  return {
    accessToken: accessTokens.issue({ accountId, organizationId, operatorId, sessionId }),
    expiresIn: accessTokens.lifetimeSeconds,
    refreshToken: refreshTokens.issue({ sessionId, counter }),
    sessionExpiresAt: expiresAt,
  };
}
