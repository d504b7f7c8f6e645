import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Db } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { createMasterLinks } from '../reference/index.js';
import { writeOperator, type OperatorWriteDeps } from './operator-write.js';
import { mayEmploy } from './operators.policy.js';
import { getOperatorById, type OperatorRow } from './operators.queries.js';
import { createOperatorsRepository } from './operators.repository.js';
import { assertNotOneself, lastOwnerStays, losesOwner } from './operators.rules.js';

/**
 * Removes a person without a past; anybody else becomes inactive and is signed out.
 * @throws Problem `not_found`, `forbidden`, `in_use` for the last owner and oneself.
 */
export async function removeOperator(
  deps: OperatorWriteDeps,
  actor: Actor,
  operatorId: number,
): Promise<void> {
  const { organizationId } = actor;
  const key = { organizationId, operatorId };
  await writeOperator(deps, { organizationId, wanted: { operatorId, unique: {} } }, async (db) => {
    const repository = createOperatorsRepository(db);
    await repository.lockOwners(organizationId);
    await repository.lock(key);
    const before = await getOperatorById(sqlOfDb(db), key);
    if (!mayEmploy(actor, before.role))
      throw problem('forbidden', { detail: 'Only an owner removes an owner' });
    const isLastOwner =
      losesOwner(before, { ...before, status: 'inactive' }) && !(await repository.hasOtherActiveOwner(key));
    if (isLastOwner) throw lastOwnerStays();
    assertNotOneself(actor.operatorId, operatorId);
    if (await repository.hasHistory(key)) await deactivate(deps, db, { organizationId, before });
    else await erase(db, { organizationId, before });
  });
}

interface Removal {
  readonly organizationId: number;
  readonly before: OperatorRow;
}

async function deactivate(
  { endSessionsOf, presence }: OperatorWriteDeps,
  db: Db,
  { organizationId, before }: Removal,
): Promise<void> {
  const key = { organizationId, operatorId: before.id };
  await createOperatorsRepository(db).update(key, { status: 'inactive' });
  await endSessionsOf(db, before.id, 'deactivated');
  await notify(db, 'session', String(before.id));
  await presence.take(db, key, { step: { kind: 'signed_off' }, setBy: 'admin' });
  await recordAudit(db, {
    action: 'operator.deactivate',
    objectType: 'operator',
    objectId: before.id,
    fields: changedFields({ ...before }, { status: 'inactive' }),
  });
}

async function erase(db: Db, { organizationId, before }: Removal): Promise<void> {
  const key = { organizationId, operatorId: before.id };
  await createMasterLinks(db).untie(key);
  await createOperatorsRepository(db).remove(key, before.accountId);
  await recordAudit(db, {
    action: 'operator.delete',
    objectType: 'operator',
    objectId: before.id,
    fields: changedFields(
      { ...before },
      { role: null, status: null, city: null, extension: null, sipAddress: null, name: null, login: null },
    ),
  });
}
