import type { Actor } from '../../../platform/access/actor.js';
import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { toNumberedPage } from '../../../platform/http/numbered-page.js';
import type { Page } from '../../../platform/http/operation.js';
import { problem, staleVersion } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { changedFields, recordAudit } from '../../audit/index.js';
import { createSessionsRepository, forgetOrganization } from '../../identity/index.js';
import type { OwnerDeps } from './found-organization.js';
import { foundOrganization } from './found-organization.js';
import type {
  ListOrganizationsQuery,
  OrganizationDraft,
  OrganizationView,
} from './all-organizations.contract.js';
import { getOrganization, listOrganizations } from './all-organizations.queries.js';
import { createOrganizationsRepository } from './all-organizations.repository.js';

export interface AllOrganizationsDeps extends OwnerDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type AllOrganizationsService = ReturnType<typeof createAllOrganizationsService>;

export interface Rename {
  readonly version: number;
  readonly name: string;
}

/** What who looks after the whole installation does with its organisations. */
export function createAllOrganizationsService(deps: AllOrganizationsDeps) {
  const { database, clock } = deps;
  const { sql } = database;

  return {
    list: async (query: ListOrganizationsQuery): Promise<Page<OrganizationView>> => {
      const { rows, total } = await listOrganizations(sql, query);
      return toNumberedPage(rows, query, total);
    },

    create: (draft: OrganizationDraft) => foundOrganization(deps, draft),

    /** @throws Problem `not_found`, `stale_version`. */
    rename: (organizationId: number, { version, name }: Rename): Promise<OrganizationView> =>
      database.inTransaction(async (db) => {
        const before = await getOrganization(sqlOfDb(db), organizationId);
        if (!(await createOrganizationsRepository(db).rename(organizationId, version, name)))
          throw staleVersion(before);
        await record(db, {
          action: 'organization.rename',
          organizationId,
          fields: changedFields({ ...before }, { name }),
        });
        return getOrganization(sqlOfDb(db), organizationId);
      }),

    /** @throws Problem `not_found`, `in_use` for the organisation from which it is done. */
    suspend: (actor: Actor, organizationId: number): Promise<OrganizationView> => {
      if (organizationId === actor.organizationId)
        throw problem('in_use', { detail: 'Nobody suspends the organisation he works in' });
      return database.inTransaction(async (db) => {
        await getOrganization(sqlOfDb(db), organizationId);
        await createOrganizationsRepository(db).setSuspended(organizationId, clock.now());
        await createSessionsRepository(db).revokeOfOrganization(organizationId, 'organization_suspended');
        return settle(db, 'organization.suspend', organizationId);
      });
    },

    /** @throws Problem `not_found`. */
    resume: (organizationId: number): Promise<OrganizationView> =>
      database.inTransaction(async (db) => {
        await getOrganization(sqlOfDb(db), organizationId);
        await createOrganizationsRepository(db).setSuspended(organizationId, null);
        return settle(db, 'organization.resume', organizationId);
      }),
  };
}

async function settle(db: Db, action: string, organizationId: number): Promise<OrganizationView> {
  await forgetOrganization(db, organizationId);
  await record(db, { action, organizationId });
  return getOrganization(sqlOfDb(db), organizationId);
}

/** On record with the organisation it concerns, so that its people can read it. */
const record = (
  db: Db,
  entry: { action: string; organizationId: number; fields?: ReturnType<typeof changedFields> },
): Promise<void> => recordAudit(db, { ...entry, objectType: 'organization', objectId: entry.organizationId });
