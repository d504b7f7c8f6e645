import type { Db } from '../../../platform/db/database.js';
import { digestOf } from '../one-time-tokens.repository.js';
import type { ProviderId } from './providers/provider.js';

/** A way to a provider that has been begun in a browser. */
export interface OauthFlow {
  readonly secretsSealed: string;
  /** The account to link to; null when signing in. */
  readonly accountId: number | null;
  readonly returnTo: string;
}

export interface NewOauthFlow extends OauthFlow {
  readonly provider: ProviderId;
  readonly state: string;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  readonly now: Date;
}

/** Long enough to sign in at a provider and confirm there. */
const LIFE_MS = 10 * 60_000;

export const createOauthFlowsRepository = (db: Db) => ({
  begin: async ({ provider, state, browser, accountId, secretsSealed, returnTo, now }: NewOauthFlow) => {
    await db.oauthFlow.create({
      data: {
        ...{ provider, secretsSealed, returnTo },
        stateHash: digestOf(state),
        browserHash: digestOf(browser),
        userAccountId: accountId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + LIFE_MS),
      },
    });
  },

  /** Hands a flow out once, to the browser that began it and with the provider it was begun with; to anybody else it stays. */
  take: async (
    key: Pick<NewOauthFlow, 'provider' | 'state' | 'browser' | 'now'>,
  ): Promise<OauthFlow | null> => {
    const [row] = await db.$queryRaw<OauthFlow[]>`
      DELETE FROM oauth_flow
      WHERE state_hash = ${digestOf(key.state)} AND browser_hash = ${digestOf(key.browser)}
        AND provider = ${key.provider} AND expires_at > ${key.now}
      RETURNING secrets_sealed AS "secretsSealed", user_account_id AS "accountId", return_to AS "returnTo"`;
    return row ?? null;
  },
});
