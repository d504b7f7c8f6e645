import type { Actor } from '../../platform/access/actor.js';
import type { Role } from '../../platform/access/permissions.js';
import type { Db, Sql } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import { requireCities } from '../reference/index.js';
import { linkMaster } from './operator-write.js';
import { mayEmploy } from './operators.policy.js';
import { createOperatorsRepository } from './operators.repository.js';
import { assertHasCities, assertMasterRole, citiesOfDraft, toSipUri } from './operators.rules.js';

/** What a person is employed as, whoever he is and however he comes: made by an admin, or by an invitation that he accepts. */
export interface EmploymentDraft {
  readonly name: string;
  readonly role: Role;
  readonly city: string;
  readonly cities?: readonly string[] | undefined;
  readonly extension?: string | null | undefined;
  readonly sipAddress?: string | null | undefined;
  readonly masterId?: number | undefined;
}

/** A draft that keeps the rules, as it is stored. */
export interface CheckedEmployment {
  readonly name: string;
  readonly role: Role;
  readonly city: string;
  readonly cities: readonly string[];
  readonly cityIds: readonly number[];
  readonly extension: string | null;
  readonly sipAddress: string | null;
  readonly masterId: number | undefined;
}

export type Employer = Pick<Actor, 'organizationId' | 'role'>;

/** @throws Problem `forbidden` for an owner made by an admin, `invalid_fields`. */
export async function checkEmployment(
  sql: Sql,
  employer: Employer,
  draft: EmploymentDraft,
): Promise<CheckedEmployment> {
  const { organizationId } = employer;
  const { name, role, city, extension = null, masterId } = draft;
  if (!mayEmploy(employer, role)) throw problem('forbidden', { detail: 'Only an owner makes an owner' });
  assertMasterRole(role, masterId);
  const cities = citiesOfDraft(draft);
  assertHasCities(role, cities);
  await requireCities(sql, { organizationId, names: [city], field: 'city', isList: false });
  const cityIds = await requireCities(sql, { organizationId, names: cities, field: 'cities', isList: true });
  const sipAddress = draft.sipAddress ? toSipUri(draft.sipAddress) : null;
  return { name, role, city, cities, cityIds, extension, sipAddress, masterId };
}

export interface NewEmployment {
  readonly organizationId: number;
  readonly accountId: number;
  readonly status: string;
  readonly employment: CheckedEmployment;
}

/** Employs an account; a master gets his master row. Returns the id of the employment. */
export async function addEmployment(
  db: Db,
  { organizationId, accountId, status, employment }: NewEmployment,
): Promise<number> {
  const { cities: _, cityIds, masterId, ...columns } = employment;
  const repository = createOperatorsRepository(db);
  const operatorId = await repository.insert({
    ...columns,
    ...{ organizationId, status, userAccountId: accountId },
  });
  await repository.replaceCities({ organizationId, operatorId }, cityIds);
  const { name, role } = columns;
  if (role === 'master') await linkMaster(db, { organizationId }, { operatorId, masterId, name, cityIds });
  return operatorId;
}
