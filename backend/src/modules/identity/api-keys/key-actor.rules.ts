import type { Actor } from '../../../platform/access/actor.js';
import {
  KEY_PERMISSIONS,
  PERMISSIONS_BY_ROLE,
  type Permission,
  type Role,
} from '../../../platform/access/permissions.js';
import { citiesOfScope } from '../scope.rules.js';
import type { KeyRow } from './key-callers.queries.js';

const NEVER = new Date(0);
/** An organisation's key acts as the least of these that has all its permissions. */
const MACHINE_ROLES = ['operator', 'manager'] as const;

/** Who acts when a key is shown: its person within the key's bounds, or the organisation's machine. */
export function toKeyActor(row: KeyRow): Actor {
  const { organizationId, operatorId, accountId, apiKeyId, adminIpAllow } = row;
  const common = { organizationId, operatorId, accountId, apiKeyId, adminIpAllow };
  return {
    ...common,
    organizationTimezone: row.timezone,
    sessionId: null,
    authenticatedAt: NEVER,
    mustChangePassword: false,
    mustSetUpSecondFactor: false,
    isSuperAdmin: false,
    ...(row.isPersonal ? asPerson(row) : asMachine(row)),
  };
}

type Reach = Pick<Actor, 'name' | 'role' | 'cities' | 'masterId' | 'permissions'>;

/** What he may by his role and what the key was given, as both stand now. */
function asPerson({ name, role, masterId, permissions, keyCities, cities }: KeyRow): Reach {
  const own = PERMISSIONS_BY_ROLE[role];
  return {
    name,
    role,
    masterId,
    permissions: within(permissions, own),
    cities: narrowed(citiesOfScope(role, cities), keyCities),
  };
}

function asMachine({ keyName, permissions, keyCities }: KeyRow): Reach {
  const role = MACHINE_ROLES.find((candidate) => hasAll(candidate, permissions)) ?? 'admin';
  return {
    name: keyName,
    role,
    masterId: null,
    permissions: within(permissions, PERMISSIONS_BY_ROLE[role]),
    cities: narrowed(null, keyCities),
  };
}

const hasAll = (role: Role, permissions: readonly Permission[]): boolean =>
  permissions.every((permission) => PERMISSIONS_BY_ROLE[role].includes(permission));

// What no key is given stays out even if a row should say otherwise.
const within = (permissions: readonly Permission[], own: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(
    permissions.filter((permission) => own.includes(permission) && KEY_PERMISSIONS.includes(permission)),
  );

/** A key without cities reaches all that its person does; a city that is there no more reaches nothing. */
function narrowed(own: readonly string[] | null, keyCities: readonly string[]): readonly string[] | null {
  if (keyCities.length === 0) return own;
  return own === null ? keyCities : keyCities.filter((city) => own.includes(city));
}
