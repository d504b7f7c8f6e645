import type { Actor } from '../../platform/access/actor.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../platform/db/database.js';
import { invalidField, notFound } from '../../platform/http/problem.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { recordAudit } from '../audit/index.js';
import { ACCOUNTS_CACHE_KEY } from './accounts.js';
import { listAccounts, type AccountSummary } from './telephony.queries.js';
import { createTelephonyRepository } from './telephony.repository.js';

export interface AccountsServiceDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
  /** The address under which telephony reaches us. */
  readonly publicUrl: URL;
}

export interface NewCredentials {
  readonly apiKey?: string;
  readonly apiSalt?: string;
}

export function createAccountsService({ database, secretBox, publicUrl }: AccountsServiceDeps) {
  const webhookUrl = new URL('/api/webhooks/mango', publicUrl).href;
  const toAccount = ({ pending, failed, dead, apiKeyTail, ...account }: AccountSummary) => ({
    ...account,
    webhookUrl,
    apiKeyTail: `…${apiKeyTail}`,
    events: { pending, failed, dead },
  });
  const list = async (actor: Actor) =>
    (await listAccounts(database.sql, actor.organizationId)).map(toAccount);

  const save = async (db: Db, actor: Actor, { id, apiKey, apiSalt }: NewCredentials & { id: number }) => {
    const accounts = createTelephonyRepository(db);
    if (!(await accounts.findAccount(actor.organizationId, id))) throw notFound('Telephony account');
    await accounts.saveCredentials(id, {
      ...(apiKey !== undefined && { apiKey }),
      ...(apiSalt !== undefined && { apiSaltSealed: secretBox.seal(apiSalt) }),
    });
    await recordAudit(db, {
      action: 'telephony.update',
      objectType: 'telephony_account',
      objectId: id,
      fields: { ...(apiKey !== undefined && { apiKey: {} }), ...(apiSalt !== undefined && { apiSalt: {} }) },
    });
    await notify(db, 'cache', ACCOUNTS_CACHE_KEY);
  };

  return {
    list,

    /**
     * Takes new credentials; webhooks signed with the old ones are refused from then on.
     * @throws Problem `not_found`, `already_exists` when another account has the key.
     */
    update: async (actor: Actor, id: number, credentials: NewCredentials) => {
      const { apiKey, apiSalt } = credentials;
      if (apiKey === undefined && apiSalt === undefined) throw invalidField('apiKey', 'required');
      await database.inTransaction((db) => save(db, actor, { id, ...credentials }));
      const account = (await list(actor)).find((one) => one.id === id);
      if (account === undefined) throw notFound('Telephony account');
      return account;
    },
  };
}

export type AccountsService = ReturnType<typeof createAccountsService>;
