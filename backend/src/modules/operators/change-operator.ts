import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Db } from '../../platform/db/database.js';
import { problem, staleVersion } from '../../platform/http/problem.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { passwordColumns } from '../identity/index.js';
import { createMasterLinks, requireCities } from '../reference/index.js';
import { assertHeldHere } from './access/member-access.service.js';
import { linkMaster, writeOperator, type OperatorWriteDeps } from './operator-write.js';
import type { OperatorChanges, OperatorView } from './operators.contract.js';
import { mayEmploy } from './operators.policy.js';
import { toOperator } from './operators.presenter.js';
import { getOperatorById, type OperatorRow } from './operators.queries.js';
import { createOperatorsRepository } from './operators.repository.js';
import {
  assertHasCities,
  assertMasterRole,
  assertNotOneself,
  lastOwnerStays,
  losesOwner,
  toSipUri,
} from './operators.rules.js';

export interface OperatorChange {
  readonly operatorId: number;
  readonly version: number;
  readonly changes: OperatorChanges;
}

/**
 * Changes a person; what follows from role, status, cities and password holds for his very next request.
 * @throws Problem `not_found`, `forbidden`, `stale_version`, `invalid_fields`, `already_exists`, `in_use` for the last owner and oneself.
 */
export async function changeOperator(
  deps: OperatorWriteDeps,
  actor: Actor,
  { operatorId, version, changes: written }: OperatorChange,
): Promise<OperatorView> {
  const { organizationId } = actor;
  const key = { organizationId, operatorId };
  const changes = written.sipAddress ? { ...written, sipAddress: toSipUri(written.sipAddress) } : written;
  const found = await getOperatorById(deps.database.sql, key);
  assertMayChange(actor, found, changes);
  const passwordHash = await hashOf(deps, found, changes.password);

  return writeOperator(deps, { organizationId, wanted: { operatorId, unique: changes } }, async (db) => {
    const repository = createOperatorsRepository(db);
    await repository.lockOwners(organizationId);
    await repository.lock(key);
    const before = await getOperatorById(sqlOfDb(db), key);
    assertMayChange(actor, before, changes);
    if (before.version !== version) throw staleVersion(toOperator(before));
    const after = { ...before, ...changes };
    assertHasCities(after.role, after.cities);
    assertMasterRole(after.role, changes.masterId);
    await assertStays(db, actor, { before, after });
    if (touchesAccount(changes)) await assertHeldHere(db, { accountId: before.accountId, organizationId });

    const { name, role, city, status, extension, sipAddress, login, email } = changes;
    if (city !== undefined)
      await requireCities(sqlOfDb(db), { organizationId, names: [city], field: 'city', isList: false });
    await repository.update(key, { name, role, city, status, extension, sipAddress });
    await repository.updateAccount(before.accountId, {
      login,
      ...(passwordHash !== null && passwordColumns(passwordHash, 'given', deps.clock.now())),
    });
    if (email !== undefined) await deps.setEmail(db, { accountId: before.accountId, email });
    await settleCitiesAndMaster(db, actor, { before, after, changes });
    await settleSessions(deps, db, { after, organizationId, hasNewPassword: passwordHash !== null });
    await recordAudit(db, {
      action: 'operator.update',
      objectType: 'operator',
      objectId: operatorId,
      fields: changedFields({ ...before }, { ...changes }),
    });
    return toOperator(await getOperatorById(sqlOfDb(db), key));
  });
}

function assertMayChange(
  actor: Actor,
  before: OperatorRow,
  { role = before.role, password }: OperatorChanges,
): void {
  if (!mayEmploy(actor, before.role) || !mayEmploy(actor, role)) {
    throw problem('forbidden', { detail: 'Only an owner changes an owner' });
  }
  if (password !== undefined && before.id === actor.operatorId) {
    throw problem('forbidden', { detail: 'One changes his own password by showing the present one' });
  }
}

/** @throws Problem `in_use` for the last owner, and for oneself on the way out; `forbidden` for one's own role. */
async function assertStays(db: Db, actor: Actor, { before, after }: Omit<Settled, 'changes'>): Promise<void> {
  const { organizationId } = actor;
  const others = { organizationId, operatorId: before.id };
  if (losesOwner(before, after) && !(await createOperatorsRepository(db).hasOtherActiveOwner(others)))
    throw lastOwnerStays();
  if (after.status !== 'active') assertNotOneself(actor.operatorId, before.id);
  if (before.id === actor.operatorId && after.role !== before.role)
    throw problem('forbidden', { detail: 'Nobody changes his own role' });
}

/** Login, e-mail and password belong to the account, which other organisations may know too. */
const touchesAccount = ({ login, email, password }: OperatorChanges): boolean =>
  login !== undefined || email !== undefined || password !== undefined;

async function hashOf(
  { passwordRules, hashPassword }: OperatorWriteDeps,
  { accountId }: OperatorRow,
  password: string | undefined,
): Promise<string | null> {
  if (password === undefined) return null;
  await passwordRules.assertForAccount(password, 'password', accountId);
  return hashPassword(password);
}

interface Settled {
  readonly before: OperatorRow;
  readonly after: OperatorRow;
  readonly changes: OperatorChanges;
}

async function settleCitiesAndMaster(
  db: Db,
  actor: Actor,
  { before, after, changes }: Settled,
): Promise<void> {
  const { organizationId } = actor;
  const { id: operatorId, name, cities } = after;
  const cityIds = await requireCities(sqlOfDb(db), {
    organizationId,
    names: cities,
    field: 'cities',
    isList: true,
  });
  if (changes.cities !== undefined) {
    await createOperatorsRepository(db).replaceCities({ organizationId, operatorId }, cityIds);
  }
  if (after.role === 'master')
    await linkMaster(db, actor, { operatorId, masterId: changes.masterId, name, cityIds });
  else if (before.role === 'master') await createMasterLinks(db).untie({ organizationId, operatorId });
}

interface SessionChange {
  readonly organizationId: number;
  readonly after: OperatorRow;
  readonly hasNewPassword: boolean;
}

/** Only who is active may be signed in; everybody else's rights are read anew. */
async function settleSessions(
  { endSessionsOf, presence }: OperatorWriteDeps,
  db: Db,
  { organizationId, after, hasNewPassword }: SessionChange,
): Promise<void> {
  const operatorId = after.id;
  if (after.status !== 'active') await endSessionsOf(db, operatorId, 'deactivated');
  else if (hasNewPassword) await endSessionsOf(db, operatorId, 'password_changed');
  if (after.status !== 'active') {
    await presence.take(db, { organizationId, operatorId }, { step: { kind: 'signed_off' }, setBy: 'admin' });
  }
  await notify(db, 'session', String(operatorId));
}
