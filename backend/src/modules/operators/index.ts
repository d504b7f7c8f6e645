/**
 * People of an organisation: their employment, cities and telephony addresses, their presence and working time. Accounts, passwords and
 * sessions belong to identity; what a change of a person means for them is told there.
 */
import type { Db } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import {
  endOperatorSessions,
  listOperatorSessions,
  resetSecondFactor,
} from './access/member-access.contract.js';
import { createMemberAccessService, type MemberAccessDeps } from './access/member-access.service.js';
import {
  addEmployment,
  checkEmployment,
  type CheckedEmployment,
  type Employer,
  type EmploymentDraft,
  type NewEmployment,
} from './employment.js';
import { alreadyExists, writeOperator, type OperatorWriteDeps } from './operator-write.js';
import { emailField, employmentFields, loginField, operatorsOperations } from './operators.contract.js';
import { operatorsRoutes } from './operators.routes.js';
import { takenFields, type Unique } from './operators.queries.js';
import { createOperatorsService } from './operators.service.js';
import { createPresenceService } from './presence.service.js';

export { employOwner, takenAccountFields } from './employ-owner.js';
export { emailField, employmentFields, loginField };
export type { CheckedEmployment, EmploymentDraft } from './employment.js';
export type { PresenceService } from './presence.service.js';
export type { PresenceStep } from './presence.rules.js';

export type OperatorsDeps = Omit<OperatorWriteDeps & MemberAccessDeps, 'presence'>;

const accessOperations = [
  listOperatorSessions,
  endOperatorSessions,
  resetSecondFactor,
] as readonly unknown[] as readonly AnyOperation[];

/** Employing people by another way than the list of people. */
export interface Employment {
  /** @throws Problem `forbidden` for an owner made by an admin, `invalid_fields`. */
  check(employer: Employer, draft: EmploymentDraft): Promise<CheckedEmployment>;
  /** @throws Problem `already_exists` for an extension or SIP address of somebody else's. */
  assertFree(organizationId: number, unique: Unique): Promise<void>;
  /** Employs an account in one transaction with `work`. @throws Problem `already_exists` naming the fields. */
  write<T>(organizationId: number, unique: Unique, work: (db: Db) => Promise<T>): Promise<T>;
  add(db: Db, employment: NewEmployment): Promise<number>;
}

const createEmployment = (deps: OperatorsDeps): Employment => ({
  check: (employer, draft) => checkEmployment(deps.database.sql, employer, draft),
  assertFree: async (organizationId, unique) => {
    const taken = await takenFields(deps.database.sql, unique, { organizationId, operatorId: null });
    if (taken.length > 0) throw alreadyExists(taken);
  },
  write: (organizationId, unique, work) =>
    writeOperator(deps, { organizationId, wanted: { operatorId: null, unique } }, work),
  add: addEmployment,
});

export function createOperatorsModule(deps: OperatorsDeps) {
  const presence = createPresenceService(deps);
  const operators = createOperatorsService({ ...deps, presence });
  const access = createMemberAccessService({ ...deps, presence });
  return {
    operations: [...operatorsOperations, ...accessOperations],
    routes: (mount: Mount): void => {
      operatorsRoutes(mount, { operators, presence, access });
    },
    /** `presence.take` is for telephony and sign-out: calls and sign-offs move a person's presence. */
    presence,
    employment: createEmployment(deps),
  };
}
