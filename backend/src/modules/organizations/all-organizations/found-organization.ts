import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { changedFields, recordAudit } from '../../audit/index.js';
import { generatePassword, passwordColumns } from '../../identity/index.js';
import { employOwner, takenAccountFields } from '../../operators/index.js';
import { seedFreshOrganization } from '../../reference/index.js';
import type { MadeOrganizationView, OrganizationDraft } from './all-organizations.contract.js';
import { getOrganization } from './all-organizations.queries.js';

export interface OwnerDeps {
  /** @throws Problem `overloaded`. */
  readonly hashPassword: (password: string) => Promise<string>;
  readonly clock: Clock;
}

/**
 * Makes an organisation with its reference lists and the owner who will employ the others; his first password is told this once.
 * @throws Problem `already_exists` naming what somebody else has already.
 */
export async function foundOrganization(
  { database, hashPassword, clock }: OwnerDeps & { readonly database: Database },
  { name, timezone, owner }: OrganizationDraft,
): Promise<MadeOrganizationView> {
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  return database.inTransaction(async (db) => {
    await assertFree(db, owner);
    const { organizationId } = await seedFreshOrganization(db, { name, timezone });
    const { name: ownerName, login, email = null } = owner;
    const ownerId = await employOwner(db, {
      ...{ organizationId, name: ownerName, login, email },
      password: passwordColumns(passwordHash, 'given', clock.now()),
    });
    await recordAudit(db, {
      action: 'organization.create',
      objectType: 'organization',
      objectId: organizationId,
      organizationId,
      fields: changedFields(null, { name, timezone }),
    });
    return {
      ...(await getOrganization(sqlOfDb(db), organizationId)),
      owner: { id: ownerId, login, password },
    };
  });
}

/** Two at once are settled by the database: the second is 409 without the name of the field. */
async function assertFree(db: Db, { login, email }: OrganizationDraft['owner']): Promise<void> {
  const taken = await takenAccountFields(sqlOfDb(db), { login, email });
  if (taken.length === 0) return;
  throw problem('already_exists', {
    errors: taken.map((field) => ({ field: `owner.${field}`, code: 'invalid_value' })),
  });
}
