import type { Actor } from '../../../platform/access/actor.js';
import type { Database, Db } from '../../../platform/db/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import type { SignInRow } from '../identity.repository.js';
import type { Notices } from '../notices/tell-person.js';
import { createOauthLinksRepository } from './oauth-links.repository.js';
import type { ProviderId, ProviderPerson } from './providers/provider.js';

export interface LinkDeps {
  readonly database: Database;
  readonly notices: Notices;
  readonly clock: Clock;
}

export interface Linking {
  readonly user: SignInRow;
  readonly provider: ProviderId;
  readonly person: ProviderPerson;
}

/** Links a person of a provider to an account and tells its owner; false when either of them has another link. */
export async function linkProvider(
  db: Db,
  { notices, clock }: LinkDeps,
  { user, provider, person }: Linking,
): Promise<boolean> {
  const now = clock.now();
  const { accountId, organizationId } = user;
  const { subject, verifiedEmail: email } = person;
  const isNew = await createOauthLinksRepository(db).add({ accountId, provider, subject, email, now });
  if (!isNew) return false;
  await recordAudit(db, {
    action: 'oauth.link',
    objectType: 'user_account',
    objectId: accountId,
    fields: { provider: { after: provider } },
    organizationId,
    accountId,
  });
  await notices.tell(db, accountId, { type: 'oauth_linked', params: { at: now.toISOString(), provider } });
  return true;
}

/** @throws Problem `not_found` when the account has no link with this provider. */
export async function unlinkProvider(
  { database, notices, clock }: LinkDeps,
  { accountId }: Actor,
  provider: ProviderId,
): Promise<void> {
  await database.inTransaction(async (db) => {
    if (!(await createOauthLinksRepository(db).remove(accountId, provider))) throw notFound('The link');
    await recordAudit(db, {
      action: 'oauth.unlink',
      objectType: 'user_account',
      objectId: accountId,
      fields: { provider: { before: provider } },
    });
    const params = { at: clock.now().toISOString(), provider };
    await notices.tell(db, accountId, { type: 'oauth_unlinked', params });
  });
}
