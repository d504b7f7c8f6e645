import type { Actor } from '../../platform/access/actor.js';
import { dropArea } from '../../platform/cache/cache.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import { sqlOfDb, type Database } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { invalidField, notFound } from '../../platform/http/problem.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { recordAudit } from '../audit/index.js';
import { ACCOUNTS_CACHE_KEY } from './accounts.js';
import type { CallPorts } from './projection/ports.js';
import {
  countUnassigned,
  listAccounts,
  listUnassigned,
  type AccountSummary,
  type UnassignedNumber,
} from './telephony.queries.js';
import { createTelephonyRepository, fillCallsOf } from './telephony.repository.js';

export interface TelephonyServiceDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly publicUrl: URL;
  readonly recomputeDebts: CallPorts['recomputeDebts'];
}

export interface NewCredentials {
  readonly apiKey?: string;
  readonly apiSalt?: string;
}

export function createTelephonyService({
  database,
  secretBox,
  publicUrl,
  recomputeDebts,
}: TelephonyServiceDeps) {
  const toAccount = ({ pending, failed, dead, apiKeyTail, ...account }: AccountSummary) => ({
    ...account,
    apiKeyTail: `…${apiKeyTail}`,
    webhookUrl: new URL('/api/webhooks/mango', publicUrl).href,
    events: { pending, failed, dead },
  });
  const list = async (actor: Actor) =>
    (await listAccounts(database.sql, actor.organizationId)).map(toAccount);

  return {
    listAccounts: list,

    /** Takes new credentials; webhooks signed with the old ones are refused from then on. @throws Problem `not_found`, `already_exists`. */
    updateAccount: async (actor: Actor, id: number, { apiKey, apiSalt }: NewCredentials) => {
      if (apiKey === undefined && apiSalt === undefined) throw invalidField('apiKey', 'required');
      await database.inTransaction(async (db) => {
        const accounts = createTelephonyRepository(db);
        if (!(await accounts.findAccount(actor.organizationId, id))) throw notFound('Telephony account');
        await accounts.saveCredentials(id, {
          ...(apiKey !== undefined && { apiKey }),
          ...(apiSalt !== undefined && { apiSaltSealed: secretBox.seal(apiSalt) }),
        });
        const fields = {
          ...(apiKey !== undefined && { apiKey: {} }),
          ...(apiSalt !== undefined && { apiSalt: {} }),
        };
        await recordAudit(db, {
          action: 'telephony.update',
          objectType: 'telephony_account',
          objectId: id,
          fields,
        });
        await notify(db, 'cache', ACCOUNTS_CACHE_KEY);
      });
      const account = (await list(actor)).find((one) => one.id === id);
      if (account === undefined) throw notFound('Telephony account');
      return account;
    },

    listUnassigned: async (
      actor: Actor,
      query: { page: number; limit: number },
    ): Promise<Page<UnassignedNumber>> => {
      const offset = (query.page - 1) * query.limit;
      const [rows, total] = await Promise.all([
        listUnassigned(database.sql, actor.organizationId, { limit: query.limit, offset }),
        countUnassigned(database.sql, actor.organizationId),
      ]);
      const pagination = toPagination(query, { total, nextCursor: null });
      return { data: rows, pagination: { ...pagination, hasNext: offset + rows.length < total } };
    },

    /** What a number turned out to mean, told to its calls of the past. @throws Problem `not_found`. */
    fillCalls: (actor: Actor, phoneId: number): Promise<number> =>
      database.inTransaction(async (db) => {
        const { organizationId } = actor;
        const phone = await createTelephonyRepository(db).findPhone(organizationId, phoneId);
        if (!phone) throw notFound('Phone');
        const sql = sqlOfDb(db);
        const calls = await fillCallsOf(sql, phone);
        if (calls.length === 0) return 0;
        const clients = [...new Set(calls.flatMap(({ phoneClient }) => phoneClient ?? []))].sort();
        if (clients.length > 0) await recomputeDebts(sql, organizationId, clients);
        await recordAudit(db, {
          action: 'phone.fill_calls',
          objectType: 'phone',
          objectId: phoneId,
          fields: { count: { after: calls.length } },
        });
        await dropArea(db, 'stats', organizationId);
        // Any number of rows of any age: pages read anew what they show.
        await publishLiveEvents(db, [{ organizationId, type: 'reload', city: null, data: {} }]);
        return calls.length;
      }),
  };
}

export type TelephonyService = ReturnType<typeof createTelephonyService>;
