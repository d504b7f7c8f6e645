import type { Actor } from '../../platform/access/actor.js';
import type { Role } from '../../platform/access/permissions.js';
import { sqlOfDb } from '../../platform/db/database.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { assertRecentProof, passwordColumns } from '../identity/index.js';
import { addEmployment, checkEmployment } from './employment.js';
import { writeOperator, type OperatorWriteDeps } from './operator-write.js';
import type { OperatorDraft, OperatorView } from './operators.contract.js';
import { toOperator } from './operators.presenter.js';
import { getOperatorById } from './operators.queries.js';
import { createOperatorsRepository } from './operators.repository.js';

/** Who makes one of these must have just shown that it is he. */
const RULING: ReadonlySet<Role> = new Set<Role>(['owner', 'admin']);

/**
 * Makes a person with account, cities and, for a master, his master row. His password serves until he has chosen his own. His e-mail address, if any, is unverified: he is written to.
 * @throws Problem `forbidden` for an owner made by an admin, `invalid_fields`, `already_exists`.
 */
export async function employOperator(
  deps: OperatorWriteDeps,
  actor: Actor,
  draft: OperatorDraft,
): Promise<OperatorView> {
  const { organizationId } = actor;
  const employment = await checkEmployment(deps.database.sql, actor, draft);
  if (RULING.has(draft.role)) assertRecentProof(actor, deps.clock.now());
  const { login, email = null, status } = draft;
  // Hashing comes last, when nothing else can be wrong.
  const passwordHash = await hashOf(deps, actor, draft);
  const { extension, sipAddress } = employment;

  const wanted = { operatorId: null, unique: { login, email, extension, sipAddress } };
  return writeOperator(deps, { organizationId, wanted }, async (db) => {
    const account = { login, ...passwordColumns(passwordHash, 'given', deps.clock.now()) };
    const accountId = await createOperatorsRepository(db).insertAccount(account);
    const operatorId = await addEmployment(db, { organizationId, accountId, status, employment });
    await deps.setEmail(db, { accountId, email });
    const { masterId: _, cityIds: __, ...shown } = employment;
    await recordAudit(db, {
      action: 'operator.create',
      objectType: 'operator',
      objectId: operatorId,
      fields: changedFields(null, { ...shown, status, login, email, password: true }),
    });
    return toOperator(await getOperatorById(sqlOfDb(db), { organizationId, operatorId }));
  });
}

async function hashOf(
  { passwordRules, hashPassword }: OperatorWriteDeps,
  { organizationId }: Actor,
  { password, login, name, email = null }: OperatorDraft,
): Promise<string> {
  await passwordRules.assertForNew(password, 'password', { organizationId, login, name, email });
  return hashPassword(password);
}
