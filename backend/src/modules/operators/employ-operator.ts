import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { requireCities } from '../reference/index.js';
import { linkMaster, writeOperator, type OperatorWriteDeps } from './operator-write.js';
import type { OperatorDraft, OperatorView } from './operators.contract.js';
import { mayEmploy } from './operators.policy.js';
import { toOperator } from './operators.presenter.js';
import { getOperatorById } from './operators.queries.js';
import { createOperatorsRepository } from './operators.repository.js';
import { assertHasCities, assertMasterRole, citiesOfDraft, toSipUri } from './operators.rules.js';

/**
 * Makes a person with account, cities and, for a master, his master row.
 * @throws Problem `forbidden` for an owner made by an admin, `invalid_fields`, `already_exists`.
 */
export async function employOperator(
  deps: OperatorWriteDeps,
  actor: Actor,
  draft: OperatorDraft,
): Promise<OperatorView> {
  const { organizationId } = actor;
  if (!mayEmploy(actor, draft.role)) throw problem('forbidden', { detail: 'Only an owner makes an owner' });
  assertMasterRole(draft.role, draft.masterId);
  const cities = citiesOfDraft(draft);
  assertHasCities(draft.role, cities);
  const cityIds = await requireDraftCities(deps, actor, { city: draft.city, cities });
  const { account, employment } = await toRows(deps, actor, draft);
  const { login, email } = account;
  const { name, role, extension, sipAddress } = employment;

  const wanted = { operatorId: null, unique: { login, email, extension, sipAddress } };
  return writeOperator(deps, { organizationId, wanted }, async (db) => {
    const repository = createOperatorsRepository(db);
    const operatorId = await repository.insert(account, employment);
    const key = { organizationId, operatorId };
    await repository.replaceCities(key, cityIds);
    const link = { operatorId, masterId: draft.masterId, name, cityIds };
    if (role === 'master') await linkMaster(db, actor, link);
    const { organizationId: _, ...shown } = employment;
    await recordAudit(db, {
      action: 'operator.create',
      objectType: 'operator',
      objectId: operatorId,
      fields: changedFields(null, { ...shown, cities, login, email, password: true }),
    });
    return toOperator(await getOperatorById(sqlOfDb(db), key));
  });
}

async function requireDraftCities(
  { database: { sql } }: OperatorWriteDeps,
  { organizationId }: Actor,
  { city, cities }: { city: string; cities: readonly string[] },
): Promise<number[]> {
  await requireCities(sql, { organizationId, names: [city], field: 'city', isList: false });
  return requireCities(sql, { organizationId, names: cities, field: 'cities', isList: true });
}

/** Account and employment as they are stored; hashing comes last, when nothing else can be wrong. */
async function toRows(
  { passwordRules, hashPassword, clock }: OperatorWriteDeps,
  { organizationId }: Actor,
  draft: OperatorDraft,
) {
  const { name, login, role, city, status, email = null, extension = null, password } = draft;
  const sipAddress = draft.sipAddress ? toSipUri(draft.sipAddress) : null;
  await passwordRules.assertForNew(password, 'password', { organizationId, login, name, email });
  const passwordHash = await hashPassword(password);
  return {
    account: { login, email, passwordHash, passwordChangedAt: clock.now() },
    employment: { organizationId, name, role, city, status, extension, sipAddress },
  };
}
