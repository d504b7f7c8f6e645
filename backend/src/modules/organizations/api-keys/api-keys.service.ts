import type { Actor } from '../../../platform/access/actor.js';
import { sqlOfDb, type Database } from '../../../platform/db/database.js';
import { notFound, problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { changedFields, recordAudit } from '../../audit/index.js';
import { forgetKey, newKeyToken } from '../../identity/index.js';
import { requireCities } from '../../reference/index.js';
import { toRanges } from '../address-fields.js';
import type { ApiKeyDraft, ApiKeyView, NewApiKeyView } from './api-keys.contract.js';
import { toApiKey } from './api-keys.presenter.js';
import { createApiKeysRepository, type KeysOf } from './api-keys.repository.js';
import { assertEnd, assertMayGive, assertReached, MOST_KEYS } from './api-keys.rules.js';

export interface ApiKeysDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type ApiKeysService = ReturnType<typeof createApiKeysService>;

/** Whose keys a person handles: his own, or those of the organisation. */
export type Whose = 'mine' | 'ours';

export function createApiKeysService({ database, clock }: ApiKeysDeps) {
  return {
    list: async (actor: Actor, whose: Whose): Promise<ApiKeyView[]> =>
      (await createApiKeysRepository(database.prisma).list(scopeOf(actor, whose))).map(toApiKey),

    /** @throws Problem `invalid_fields`, `limit_reached`. */
    create: async (actor: Actor, whose: Whose, draft: ApiKeyDraft): Promise<NewApiKeyView> => {
      const { name, cities = [], ipAllow = [], expiresAt = null } = draft;
      const now = clock.now();
      assertMayGive(actor, draft);
      assertReached(actor, cities);
      assertEnd(expiresAt, now);
      const ranges = toRanges(ipAllow, 'ipAllow');
      const isPersonal = whose === 'mine';
      const { organizationId, operatorId } = actor;
      const { token, prefix, secretHash } = newKeyToken();
      return database.inTransaction(async (db) => {
        await requireCities(sqlOfDb(db), { organizationId, names: cities, field: 'cities', isList: true });
        const repository = createApiKeysRepository(db);
        await repository.lock(organizationId);
        const of = isPersonal ? scopeOf(actor, 'mine') : { organizationId, isPersonal };
        const most = isPersonal ? MOST_KEYS.personal : MOST_KEYS.organization;
        if ((await repository.countInForce(of, now)) >= most) throw problem('limit_reached');
        const shown = {
          ...{ name, prefix, isPersonal, expiresAt, ipAllow: ranges },
          permissions: [...new Set(draft.permissions)],
          cities: [...new Set(cities)],
        };
        const row = await repository.insert({ ...shown, organizationId, operatorId, secretHash });
        await recordAudit(db, {
          action: 'api_key.create',
          objectType: 'api_key',
          objectId: row.id,
          fields: changedFields(null, shown),
        });
        return { ...toApiKey(row), token };
      });
    },

    /** Ends a key for the very next request. @throws Problem `not_found`, `forbidden` for an owner's key and another than an owner. */
    revoke: async (actor: Actor, whose: Whose, keyId: number): Promise<void> => {
      await database.inTransaction(async (db) => {
        const repository = createApiKeysRepository(db);
        const row = await repository.find(keyId, scopeOf(actor, whose));
        if (!row) throw notFound(`api key ${String(keyId)}`);
        if (row.isPersonal && row.operator.role === 'owner' && actor.role !== 'owner')
          throw problem('forbidden');
        if (!(await repository.revoke(keyId, clock.now()))) throw notFound(`api key ${String(keyId)}`);
        await forgetKey(db, keyId);
        await recordAudit(db, { action: 'api_key.revoke', objectType: 'api_key', objectId: keyId });
      });
    },
  };
}

const scopeOf = ({ organizationId, operatorId }: Actor, whose: Whose): KeysOf =>
  whose === 'mine' ? { organizationId, operatorId, isPersonal: true } : { organizationId };
